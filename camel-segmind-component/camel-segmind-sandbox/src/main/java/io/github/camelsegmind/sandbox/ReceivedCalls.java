// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What was received, as sentences that fail with an {@link AssertionError}: each says something about <em>all</em> calls
 * selected. Needs no assertion library.
 *
 * <pre>{@code
 * sandbox.received("flux-depth-dev").once().withParameter("guidance", 10).withPicture("control_image", bytes).charged();
 * }</pre>
 */
public final class ReceivedCalls {

    private final String what;
    private final List<ReceivedCall> calls;

    ReceivedCalls(String what, List<ReceivedCall> calls) {
        this.what = what;
        this.calls = calls;
    }

    /** Exactly one came. */
    public ReceivedCalls once() {
        return times(1);
    }

    /** None came. */
    public void never() {
        times(0);
    }

    /** Exactly so many came. */
    public ReceivedCalls times(int count) {
        if (calls.size() != count) {
            throw new AssertionError("Expected " + count + " " + what + ", but received " + calls.size() + list());
        }
        return this;
    }

    /** The parameter was sent with this value; numbers compare by value, {@code 10} with {@code 10.0} too. */
    public ReceivedCalls withParameter(String name, Object value) {
        JsonNode expected = Json.MAPPER.valueToTree(value);
        return all("parameter " + name + " = " + expected, call -> {
            JsonNode actual = call.json().path(name);
            return Model.same(expected, actual) ? null : actual.isMissingNode() ? "it is absent" : shortened(actual);
        });
    }

    /** The parameter was not sent, not even as {@code null}. */
    public ReceivedCalls withoutParameter(String name) {
        return all("no parameter " + name, call -> call.json().has(name) ? "it is there" : null);
    }

    /** The parameter holds exactly these bytes, in raw base64 or a data URL. */
    public ReceivedCalls withPicture(String parameter, byte[] picture) {
        return all("parameter " + parameter + " to hold a picture of " + picture.length + " bytes", call -> {
            byte[] actual = call.picture(parameter).orElse(null);
            if (actual == null) {
                return "there is no inline picture in it";
            }
            return Arrays.equals(actual, picture) ? null : "it holds " + actual.length + " bytes that differ";
        });
    }

    /** The header was sent with this value. */
    public ReceivedCalls withHeader(String name, String value) {
        return all("header " + name + " = " + value, call -> {
            String actual = call.headers().get(name.toLowerCase(Locale.ROOT));
            return value.equals(actual) ? null : actual == null ? "it is absent" : "it is " + actual;
        });
    }

    /** The header was not sent. */
    public ReceivedCalls withoutHeader(String name) {
        return all(
                "no header " + name,
                call -> call.headers().containsKey(name.toLowerCase(Locale.ROOT)) ? "it is there" : null);
    }

    /** Anything else; the description completes the sentence "expected …". */
    public ReceivedCalls matching(String description, Predicate<ReceivedCall> condition) {
        return all(description, call -> condition.test(call) ? null : "it is not so");
    }

    /** It was answered with this status; 0 stands for no answer. */
    public ReceivedCalls answered(int status) {
        return all("status " + status, call -> call.status() == status ? null : "it is " + call.status());
    }

    /** It was paid for. */
    public ReceivedCalls charged() {
        return all("a charge", call -> call.cost().signum() > 0 ? null : "nothing was charged");
    }

    /** It cost nothing. */
    public ReceivedCalls uncharged() {
        return all("no charge", call -> call.cost().signum() == 0 ? null : call.cost() + " credits were charged");
    }

    /** The calls themselves, for whatever these sentences don't say. */
    public List<ReceivedCall> calls() {
        return calls;
    }

    private interface Finding {
        /** What is wrong, or null. */
        String about(ReceivedCall call);
    }

    private ReceivedCalls all(String expectation, Finding finding) {
        if (calls.isEmpty()) {
            throw new AssertionError("Expected " + expectation + ", but there were no " + what);
        }
        for (ReceivedCall call : calls) {
            String wrong = finding.about(call);
            if (wrong != null) {
                throw new AssertionError("Expected " + expectation + ", but " + wrong + ", in " + call);
            }
        }
        return this;
    }

    private String list() {
        return calls.isEmpty()
                ? ""
                : calls.stream().map(call -> "\n  " + call).collect(Collectors.joining("", ":", ""));
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return "it is "
                + (text.length() > 80 ? text.substring(0, 80) + "... (" + text.length() + " characters)" : text);
    }
}
