// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import io.github.camelsegmind.sandbox.wire.Delivery;
import io.github.camelsegmind.sandbox.wire.Ending;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One call's script, worked out from an {@link Answer}: what is said, when, and how it travels. */
final class Plan {

    private static final int CHUNK = 8 * 1024;
    private static final int ALL = Integer.MAX_VALUE;

    /** What to say; null leaves it to the service. */
    Reply reply;
    /** True for an answer that never begins. */
    boolean silent;
    /** True when a call that gets no answer has run and is charged all the same. */
    boolean charged;
    /** How long the call takes; null leaves it to the sandbox. */
    Duration latency;
    /** Headers to set; a null value takes one away. */
    final Map<String, String> headers = new LinkedHashMap<>();

    int cutTo = ALL;
    int sentBytes = ALL;
    Ending ending = Ending.KEEP;
    int perTick;
    Duration tick = Duration.ZERO;
    boolean chunked;

    /** The reply with the script's changes to headers and body. */
    Reply edit(Reply original) {
        Map<String, String> edited = new LinkedHashMap<>(original.headers());
        headers.forEach((name, value) -> {
            if (value == null) {
                edited.remove(name);
            } else {
                edited.put(name, value);
            }
        });
        byte[] body = original.body();
        return new Reply(original.status(), edited, cutTo < body.length ? Arrays.copyOf(body, cutTo) : body);
    }

    /** The bytes of an edited reply as they are to travel. */
    Delivery deliver(Reply reply, boolean headOnly) {
        if (silent) {
            return Delivery.silent(ending);
        }
        byte[] body = reply.body();
        boolean whole = sentBytes >= body.length && ending == Ending.KEEP;
        byte[] sent = sentBytes < body.length ? Arrays.copyOf(body, sentBytes) : body;
        if (chunked) {
            sent = chunks(sent, whole);
        }
        boolean bodyless = headOnly || reply.status() == 204 || reply.status() == 304;
        return new Delivery(head(reply), bodyless ? new byte[0] : sent, perTick, tick, ending);
    }

    private byte[] head(Reply reply) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " " + reason(reply.status()) + "\r\n");
        reply.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (chunked) {
            head.append("transfer-encoding: chunked\r\n");
        } else if (!reply.headers().containsKey("content-length") && !isRemoved("content-length")) {
            head.append("content-length: ").append(reply.body().length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private boolean isRemoved(String name) {
        return headers.containsKey(name) && headers.get(name) == null;
    }

    private static byte[] chunks(byte[] body, boolean whole) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 64);
        for (int at = 0; at < body.length; at += CHUNK) {
            int length = Math.min(CHUNK, body.length - at);
            out.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body, at, length);
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        if (whole) {
            out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 410 -> "Gone";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 504 -> "Gateway Timeout";
            default -> "Status";
        };
    }
}
