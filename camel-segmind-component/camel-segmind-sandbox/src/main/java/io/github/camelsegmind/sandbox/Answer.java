// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import io.github.camelsegmind.sandbox.wire.Ending;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What the sandbox is to answer, for {@link SegmindSandbox#next} and {@link SegmindSandbox#always}. Immutable: every
 * method returns another answer, so that one can be kept and used any number of times.
 *
 * <p>Two kinds. {@link #rendered()} goes through all checks and is the service's normal answer; what is added to it
 * (a latency, a header, a fault) also holds for a refusal. Everything else is said <em>without</em> any check, to
 * whatever request comes.
 *
 * <p>Charged is whatever has status 200, also when its delivery is then broken off, because by then the service has done
 * the work. Nothing else is, unless {@link #charged()} says so. The latency of the sandbox holds for answers with status
 * 200; all others come at once, unless {@link #after} says otherwise.
 */
public final class Answer {

    private final List<Consumer<Plan>> steps;

    private Answer(List<Consumer<Plan>> steps) {
        this.steps = steps;
    }

    /** The normal answer: checked, rendered and charged. */
    public static Answer rendered() {
        return new Answer(List.of());
    }

    /** A status with the body that the service itself sends with it. 406 speaks of credits. */
    public static Answer status(int status) {
        return reply(Reply.ofVendor(status));
    }

    /** A status with a body of one's own. */
    public static Answer status(int status, String contentType, String body) {
        return reply(Reply.of(status, contentType, body));
    }

    /** A charged 200 with the usual headers and these bytes. */
    public static Answer ok(String contentType, byte[] body) {
        return reply(Reply.of(200, contentType, body.clone()));
    }

    /** A charged 200 with the usual headers and this JSON text. */
    public static Answer json(String body) {
        return ok(Reply.JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A 429 whose {@code x-rate-limit-reset-at-utc} is this text, well formed or not. */
    public static Answer rateLimited(String resetHeaderValue) {
        return status(429).header(Checks.RATE_LIMIT_RESET, resetHeaderValue);
    }

    /** A 429 that names the moment from which calls pass again. */
    public static Answer rateLimited(Instant reset) {
        return rateLimited(reset.toString());
    }

    /** A 406 of one of its four kinds. */
    public static Answer notAcceptable(NotAcceptable kind) {
        return reply(Reply.error(406, kind.text()));
    }

    /** A 307 elsewhere: the redirect that repeats method and body, and so the one to be afraid of. */
    public static Answer redirect(String location) {
        return reply(Reply.of(307, null, "")).header("location", location);
    }

    /** Resets the connection (RST) before any byte, without having run. */
    public static Answer reset() {
        return silent(Ending.RESET);
    }

    /** Ends the connection in good order (FIN) before any byte, without having run. */
    public static Answer hangUp() {
        return silent(Ending.CLOSE);
    }

    /** Never says anything, without having run. Released when the sandbox is reset or closed. */
    public static Answer stalled() {
        return silent(Ending.STALL);
    }

    /** Comes after this time, whatever the sandbox's latency. No thread waits. */
    public Answer after(Duration latency) {
        Objects.requireNonNull(latency, "latency");
        return and(plan -> plan.latency = latency);
    }

    /** Sets a header, {@code Content-Length} included. */
    public Answer header(String name, String value) {
        Objects.requireNonNull(value, "value");
        return and(plan -> plan.headers.put(name.toLowerCase(Locale.ROOT), value));
    }

    /** Leaves a header out, {@code Content-Length} included. */
    public Answer withoutHeader(String name) {
        return and(plan -> plan.headers.put(name.toLowerCase(Locale.ROOT), null));
    }

    public Answer contentType(String type) {
        return header("content-type", type);
    }

    /** The service has run and charged, although there is no answer: for {@link #reset()} and its like. */
    public Answer charged() {
        return and(plan -> plan.charged = true);
    }

    /** Declares the whole body, sends this many bytes of it and ends the connection (FIN). */
    public Answer truncatedAfter(int bytes) {
        return brokenOff(bytes, Ending.CLOSE);
    }

    /** Declares the whole body, sends this many bytes of it and resets the connection (RST). */
    public Answer resetAfter(int bytes) {
        return brokenOff(bytes, Ending.RESET);
    }

    /** Declares the whole body, sends this many bytes of it and then nothing, without end. */
    public Answer stalledAfter(int bytes) {
        return brokenOff(bytes, Ending.STALL);
    }

    /** Sends the body in small portions with pauses; the headers come at once. */
    public Answer dripping(int bytesPerTick, Duration tick) {
        if (bytesPerTick < 1) {
            throw new IllegalArgumentException("bytesPerTick must be positive: " + bytesPerTick);
        }
        return and(plan -> {
            plan.perTick = bytesPerTick;
            plan.tick = tick;
        });
    }

    /** Cuts the body, consistently with its declared length: a picture that is broken, not its delivery. */
    public Answer cutTo(int bytes) {
        return and(plan -> plan.cutTo = notNegative(bytes));
    }

    /** Sends the body in chunks and without a {@code Content-Length}. */
    public Answer chunked() {
        return and(plan -> plan.chunked = true);
    }

    Plan plan() {
        Plan plan = new Plan();
        steps.forEach(step -> step.accept(plan));
        return plan;
    }

    private static Answer reply(Reply reply) {
        return rendered().and(plan -> plan.reply = reply);
    }

    private static Answer silent(Ending ending) {
        return rendered().and(plan -> {
            plan.silent = true;
            plan.ending = ending;
        });
    }

    private Answer brokenOff(int bytes, Ending ending) {
        notNegative(bytes);
        return and(plan -> {
            plan.sentBytes = bytes;
            plan.ending = ending;
        });
    }

    private static int notNegative(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative: " + bytes);
        }
        return bytes;
    }

    private Answer and(Consumer<Plan> step) {
        List<Consumer<Plan>> more = new ArrayList<>(steps);
        more.add(step);
        return new Answer(List.copyOf(more));
    }
}
