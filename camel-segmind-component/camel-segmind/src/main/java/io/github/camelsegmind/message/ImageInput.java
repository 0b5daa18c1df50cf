// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import io.github.camelsegmind.transport.ByteSpool;
import io.github.camelsegmind.transport.Payload.Source;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/**
 * Turns whatever binary value Camel carries into bytes that can be sent. Nothing is fetched, and text is never taken for
 * a file name. Files and caches are read only while they are sent; a plain stream can be read only once, so it is read
 * here, to disk above 128 KB.
 */
final class ImageInput {

    /** The exchange property with what was read, by the stream that it was read from. */
    private static final String READ_STREAMS = "CamelSegmindReadStreams";

    private ImageInput() {}

    /** Whether the value is of a binary type. */
    static boolean isBinary(Object value) {
        return value instanceof byte[]
                || value instanceof ByteBuffer
                || value instanceof InputStream
                || value instanceof File
                || value instanceof Path
                || value instanceof WrappedFile;
    }

    /** Whether the value has to be read before it can be sent, which may take as long as whoever writes it likes. */
    static boolean isPlainStream(Object value) {
        Object inner = unwrap(value);
        return inner instanceof InputStream && !(inner instanceof StreamCache);
    }

    /**
     * The bytes of a binary value.
     *
     * @param limit the most bytes to read
     * @return empty when the value is not binary
     * @throws ByteSpool.TooLarge if the value holds more bytes than the limit
     * @throws IOException if it cannot be read
     */
    static Optional<Source> from(Object value, Exchange exchange, long limit) throws IOException {
        Object binary = unwrap(value);
        Source source = null;
        if (binary instanceof byte[] bytes) {
            source = source(bytes.length, () -> new ByteArrayInputStream(bytes));
        } else if (binary instanceof ByteBuffer buffer) {
            source = source(buffer.remaining(), () -> new ByteBufferBackedInputStream(buffer.duplicate()));
        } else if (binary instanceof File file) {
            source = onDisk(file.toPath());
        } else if (binary instanceof Path path) {
            source = onDisk(path);
        } else if (binary instanceof StreamCache cache && cache instanceof InputStream) {
            source = cached(cache, exchange);
        } else if (binary instanceof InputStream stream) {
            source = cached(readOnce(stream, exchange, limit), exchange);
        }
        if (source != null && source.length() > limit) {
            throw new ByteSpool.TooLarge();
        }
        return Optional.ofNullable(source);
    }

    private static Object unwrap(Object value) {
        if (value instanceof WrappedFile<?> wrapped) {
            // A file on another machine has been read into the body by its consumer.
            return wrapped.getFile() instanceof File ? wrapped.getFile() : wrapped.getBody();
        }
        return value;
    }

    /**
     * Reads a stream, and remembers on the exchange what it held: Camel repeats a failed step with the message as it was,
     * which still has the stream that can no longer be read.
     */
    private static StreamCache readOnce(InputStream stream, Exchange exchange, long limit) throws IOException {
        Map<?, ?> before = exchange.getProperty(READ_STREAMS, Map.class);
        if (before != null && before.get(stream) instanceof StreamCache cache) {
            return cache;
        }
        StreamCache cache = Spools.toStreamCache(ByteSpool.read(stream, limit, true), exchange);
        Map<Object, Object> read = new IdentityHashMap<>();
        if (before != null) {
            read.putAll(before);
        }
        read.put(stream, cache);
        exchange.setProperty(READ_STREAMS, read);
        if (exchange.getMessage().getBody() == stream) {
            exchange.getMessage().setBody(cache);
        }
        return cache;
    }

    private static Source onDisk(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException("not a file that can be read");
        }
        return source(Files.size(file), () -> Files.newInputStream(file));
    }

    private static Source cached(StreamCache cache, Exchange exchange) throws IOException {
        return source(cache.length(), () -> {
            StreamCache copy = cache.copy(exchange);
            copy.reset();
            return (InputStream) copy;
        });
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private static Source source(long length, Opening opening) {
        return new Source() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() throws IOException {
                return opening.open();
            }
        };
    }
}
