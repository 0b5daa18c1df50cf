// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Set;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** Writes a payload to the socket as fast as it takes it, a chunk of some kilobytes in memory at a time. */
final class PayloadProducer implements AsyncEntityProducer {

    private final Payload payload;
    private final Runnable sending;
    private final Iterator<Payload.Piece> pieces;
    private Payload.Chunks current;
    private ByteBuffer chunk = ByteBuffer.allocate(0);

    /**
     * @param sending run when the connection stands and the first bytes are about to go
     */
    PayloadProducer(Payload payload, Runnable sending) {
        this.payload = payload;
        this.sending = sending;
        this.pieces = payload.pieces().iterator();
    }

    /** A payload that could not be read, so that no complete request was sent. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        Unreadable(Throwable cause) {
            super(cause);
        }
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        sending.run();
        while (chunk != null) {
            if (!chunk.hasRemaining()) {
                chunk = next();
            } else if (channel.write(chunk) == 0) {
                return;
            }
        }
        channel.endStream();
    }

    private ByteBuffer next() throws IOException {
        try {
            while (true) {
                ByteBuffer next = current == null ? null : current.next();
                if (next != null) {
                    return next;
                }
                releaseResources();
                if (!pieces.hasNext()) {
                    return null;
                }
                current = pieces.next().open();
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // An error thrown through the reactor would end every call of this client.
            throw new Unreadable(e);
        }
    }

    @Override
    public void releaseResources() {
        try {
            if (current != null) {
                current.close();
            }
        } catch (IOException e) {
            // Nothing is lost: the source was only read.
        } finally {
            current = null;
        }
    }

    @Override
    public int available() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public void failed(Exception cause) {
        releaseResources();
    }

    @Override
    public long getContentLength() {
        return payload.length();
    }

    @Override
    public String getContentType() {
        return "application/json";
    }

    @Override
    public String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return false;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }
}
