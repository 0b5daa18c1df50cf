// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Bytes in memory, or in a temporary file that is deleted when they are closed. */
public final class SpooledBytes implements AutoCloseable {

    private final byte[] bytes;
    private final long size;
    private Path file;

    private SpooledBytes(byte[] bytes, Path file, long size) {
        this.bytes = bytes;
        this.file = file;
        this.size = size;
    }

    public static SpooledBytes inMemory(byte[] bytes) {
        return new SpooledBytes(bytes, null, bytes.length);
    }

    static SpooledBytes onDisk(Path file, long size) {
        return new SpooledBytes(null, file, size);
    }

    public long size() {
        return size;
    }

    public InputStream open() throws IOException {
        return bytes != null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
    }

    /** All bytes in memory; the array itself when they already are. */
    public byte[] bytes() throws IOException {
        return bytes != null ? bytes : Files.readAllBytes(file);
    }

    /** Takes the file away, so that closing no longer deletes it; empty when the bytes are in memory. */
    public Optional<Path> takeFile() {
        Optional<Path> taken = Optional.ofNullable(file);
        file = null;
        return taken;
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
