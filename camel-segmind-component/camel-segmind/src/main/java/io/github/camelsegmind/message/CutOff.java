// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import io.github.camelsegmind.transport.SpooledBytes;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Tells a picture that lacks its end. Only what proves a cut counts, that is, a beginning that follows the format and an
 * end that does not: a picture that was paid for must not be refused for an oddity.
 */
final class CutOff {

    /** As much of the end as is searched for an end marker, since some programs append something of their own. */
    private static final int TAIL = 256;

    /** Far more than a JPEG has before its data. */
    private static final int MOST_SEGMENTS = 500;

    private static final int START_OF_SCAN = 0xffda;

    private CutOff() {}

    static boolean lacksItsEnd(SpooledBytes bytes) throws IOException {
        byte[] head;
        try (InputStream in = bytes.open()) {
            head = MediaTypes.head(in);
        }
        String chunk = head.length < 16 ? "" : new String(head, 12, 4, StandardCharsets.ISO_8859_1);
        try (InputStream in = bytes.open()) {
            return switch (MediaTypes.sniff(head).orElse("")) {
                case "image/png" ->
                    chunk.equals("IHDR") && !tail(in, bytes.size()).contains("IEND");
                case "image/webp" -> chunk.startsWith("VP8") && riffSize(head) + 8 > bytes.size();
                case "image/jpeg" -> jpegLacksItsEnd(in, bytes.size());
                default -> false;
            };
        }
    }

    /** JPEG has no fixed place that proves it, so its segments are followed up to where the picture's data begin. */
    private static boolean jpegLacksItsEnd(InputStream stream, long size) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        long read = 2;
        in.skipNBytes(2);
        try {
            for (int segments = 0; segments < MOST_SEGMENTS; segments++) {
                int marker = in.readUnsignedShort();
                int length = in.readUnsignedShort();
                if (marker < 0xffc0 || marker > 0xfffe || length < 2) {
                    return false;
                }
                in.skipNBytes(length - 2L);
                read += 2L + length;
                if (marker == START_OF_SCAN) {
                    return !tail(in, size - read).contains("\u00ff\u00d9");
                }
            }
            return false;
        } catch (EOFException e) {
            return read > 2;
        }
    }

    private static String tail(InputStream in, long left) throws IOException {
        in.skipNBytes(Math.max(0, left - TAIL));
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static long riffSize(byte[] head) {
        return (head[4] & 0xffL) | (head[5] & 0xffL) << 8 | (head[6] & 0xffL) << 16 | (head[7] & 0xffL) << 24;
    }
}
