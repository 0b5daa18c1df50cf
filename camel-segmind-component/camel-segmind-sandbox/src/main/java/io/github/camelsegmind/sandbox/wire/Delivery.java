// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Bytes to send, how fast, and what follows.
 *
 * @param head status line and headers, sent at once; empty for an answer that never begins
 * @param body what follows the head
 * @param perTick bytes of the body sent per tick; 0 sends them as fast as they go
 * @param tick the pause between two portions
 */
public record Delivery(byte[] head, byte[] body, int perTick, Duration tick, Ending ending) {

    private static final byte[] NOTHING = {};

    /** An answer that goes out at full speed. */
    public static Delivery of(byte[] head, byte[] body, Ending ending) {
        return new Delivery(head, body, 0, Duration.ZERO, ending);
    }

    /** No answer at all. */
    public static Delivery silent(Ending ending) {
        return of(NOTHING, NOTHING, ending);
    }

    /** The server's own refusal of something that is not a request it can read; the connection ends with it. */
    static Delivery refusal(Unreadable why) {
        byte[] body = ("{\"error\":\"" + why.getMessage() + "\"}").getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + why.status() + " Refused\r\ncontent-type: application/json\r\ncontent-length: "
                + body.length + "\r\nconnection: close\r\n\r\n";
        return of(head.getBytes(StandardCharsets.ISO_8859_1), body, Ending.CLOSE);
    }
}
