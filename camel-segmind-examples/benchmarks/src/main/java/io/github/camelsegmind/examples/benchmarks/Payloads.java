// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The ready-made payload that the bare clients send, so that they show what the transport alone costs. */
final class Payloads {

    private static byte[] picture;
    private static byte[] payload;

    private Payloads() {}

    /** Made once, because a turn sends the same picture over and over. */
    static synchronized byte[] of(Object body) {
        if (picture != body) {
            picture = (byte[]) body;
            payload =
                    Json.write(Map.of("prompt", Peers.PROMPT, "image", picture)).getBytes(StandardCharsets.UTF_8);
        }
        return payload;
    }
}
