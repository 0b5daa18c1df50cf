// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A JSON body whose pictures are not yet read: pieces of text, and sources that are encoded while they are sent. Its
 * length is known beforehand. It can be read again for a repeat.
 */
public record Payload(List<Piece> pieces) {

    public Payload {
        pieces = List.copyOf(pieces);
    }

    /** The exact number of bytes of the body. */
    public long length() {
        return pieces.stream().mapToLong(Piece::length).sum();
    }

    /** Sizes only. */
    @Override
    public String toString() {
        return "Payload[" + length() + " bytes]";
    }

    /** Bytes that can be read more than once. */
    public interface Source {

        long length();

        InputStream open() throws IOException;
    }

    /** A part of the body. */
    public sealed interface Piece {

        /** The number of bytes that it takes in the body. */
        long length();

        Chunks open() throws IOException;
    }

    /** The bytes of a piece, a few at a time. */
    interface Chunks extends Closeable {

        /** The next bytes, null after the last. */
        ByteBuffer next() throws IOException;
    }

    /** JSON as it is sent. */
    public record Text(byte[] utf8) implements Piece {

        @Override
        public long length() {
            return utf8.length;
        }

        @Override
        public Chunks open() {
            ByteBuffer all = ByteBuffer.wrap(utf8);
            return new Chunks() {
                @Override
                public ByteBuffer next() {
                    return all.hasRemaining() ? all : null;
                }

                @Override
                public void close() {}
            };
        }
    }

    /** Bytes that are sent as base64. */
    public record Encoded(Source source) implements Piece {

        @Override
        public long length() {
            return encodedLength(source.length());
        }

        @Override
        public Chunks open() throws IOException {
            return new EncodingChunks(source);
        }
    }

    /** How many bytes base64 makes of so many bytes. */
    public static long encodedLength(long bytes) {
        return (bytes + 2) / 3 * 4;
    }

    private static final class EncodingChunks implements Chunks {

        /** A multiple of three, so that padding can only occur at the end. */
        private static final int MOST = 9 * 1024;

        private final byte[] raw;
        private final byte[] encoded;
        private final InputStream in;
        private long left;

        EncodingChunks(Source source) throws IOException {
            this.in = source.open();
            this.left = source.length();
            this.raw = new byte[(int) Math.min(MOST, left)];
            this.encoded = new byte[(int) encodedLength(raw.length)];
        }

        @Override
        public ByteBuffer next() throws IOException {
            int read = in.readNBytes(raw, 0, (int) Math.min(raw.length, left));
            left -= read;
            // The length has been promised to the service: a file that grows or shrinks now would corrupt the request.
            if (left > 0 ? read < raw.length : read == 0 && in.read() >= 0) {
                throw new IOException("the picture changed while it was sent");
            }
            if (read == 0) {
                return null;
            }
            byte[] part = read == raw.length ? raw : Arrays.copyOf(raw, read);
            return ByteBuffer.wrap(encoded, 0, Base64.getEncoder().encode(part, encoded));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
