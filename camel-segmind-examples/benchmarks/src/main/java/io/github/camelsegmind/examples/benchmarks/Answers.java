// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.apache.camel.Message;

/** The pictures that the service answers, and how to tell that one arrived intact. */
final class Answers {

    private Answers() {}

    /** A valid PNG of exactly so many bytes, one grey dot and a large private chunk; the same every time. */
    static byte[] png(int size) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeLong(0x89504e470d0a1a0aL);
            chunk(out, "IHDR", new byte[] {0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0});
            ByteArrayOutputStream dot = new ByteArrayOutputStream();
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(dot)) {
                deflater.write(new byte[] {0, 127});
            }
            chunk(out, "IDAT", dot.toByteArray());
            byte[] padding = new byte[Math.max(0, size - bytes.size() - 24)];
            new Random(size).nextBytes(padding);
            chunk(out, "prVt", padding);
            chunk(out, "IEND", new byte[0]);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    /** Reads the answer as a step of a route would. */
    static void check(Message message, long expected) throws IOException {
        if (expected == 0) {
            return;
        }
        CRC32 crc = new CRC32();
        byte[] some = new byte[16 * 1024];
        try (InputStream in = open(message)) {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                crc.update(some, 0, read);
            }
        }
        if (crc.getValue() != expected) {
            throw new IOException("the answer is not what was sent");
        }
    }

    private static InputStream open(Message message) throws IOException {
        Object body = message.getBody();
        if (body instanceof byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }
        return body instanceof File file ? new FileInputStream(file) : message.getBody(InputStream.class);
    }
}
