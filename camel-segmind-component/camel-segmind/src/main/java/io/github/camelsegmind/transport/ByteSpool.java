// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Takes bytes as they arrive: into memory, or above a threshold into a temporary file that only this user may read. Used
 * by one thread at a time.
 */
public final class ByteSpool {

    /** More bytes than this go to disk; Camel's own threshold for spooling. */
    public static final int THRESHOLD = 128 * 1024;

    private final long limit;
    private final boolean spool;
    private final byte[] exact;
    private ByteArrayOutputStream growing;
    private Path file;
    private WritableByteChannel toFile;
    private long size;

    /**
     * @param expected the announced length, -1 when unknown
     * @param limit the most bytes to take
     * @param spool whether more than 128 KB go to disk; otherwise all is held in memory
     * @throws TooLarge if the announced length is above the limit
     * @throws NoMemory if there is no memory for the announced length
     * @throws NotStored if there is no room on disk
     */
    public ByteSpool(long expected, long limit, boolean spool) throws IOException {
        this.limit = limit;
        this.spool = spool;
        if (expected > limit) {
            throw new TooLarge();
        }
        boolean inMemory = !spool || expected <= THRESHOLD;
        this.exact = expected >= 0 && inMemory ? allocate(expected) : null;
        this.growing = exact == null ? new ByteArrayOutputStream(0) : null;
        if (!inMemory) {
            try {
                moveToFile();
            } catch (IOException e) {
                throw new NotStored(e);
            }
        }
    }

    /** More bytes came than are allowed. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The heap has no room for the bytes. */
    public static final class NoMemory extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The disk did not take the bytes. */
    public static final class NotStored extends IOException {
        private static final long serialVersionUID = 1L;

        NotStored(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Reads a stream to its end, and closes it. */
    public static SpooledBytes read(InputStream stream, long limit, boolean spool) throws IOException {
        ByteSpool bytes = new ByteSpool(-1, limit, spool);
        byte[] some = new byte[16 * 1024];
        try (stream) {
            for (int read = stream.read(some); read >= 0; read = stream.read(some)) {
                bytes.add(ByteBuffer.wrap(some, 0, read));
            }
            return bytes.finish();
        } catch (IOException | RuntimeException e) {
            bytes.discard();
            throw e;
        }
    }

    /** Takes all that the buffer holds. */
    public void add(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        if (size + count > limit) {
            throw new TooLarge();
        }
        try {
            if (exact != null) {
                bytes.get(exact, (int) size, count);
            } else {
                if (spool && toFile == null && size + count > THRESHOLD) {
                    moveToFile();
                }
                write(bytes);
            }
        } catch (OutOfMemoryError e) {
            // An error thrown through the reactor would end every call of this client.
            throw new NoMemory();
        } catch (IOException e) {
            throw new NotStored(e);
        }
        size += count;
    }

    private void write(ByteBuffer bytes) throws IOException {
        if (toFile != null) {
            while (bytes.hasRemaining()) {
                toFile.write(bytes);
            }
        } else {
            byte[] some = new byte[bytes.remaining()];
            bytes.get(some);
            growing.writeBytes(some);
        }
    }

    private void moveToFile() throws IOException {
        file = Files.createTempFile("segmind-", ".tmp");
        toFile = Files.newByteChannel(file, StandardOpenOption.WRITE);
        growing.writeTo(Channels.newOutputStream(toFile));
        growing = null;
    }

    /** What has been taken. */
    public SpooledBytes finish() throws IOException {
        if (toFile != null) {
            toFile.close();
            return SpooledBytes.onDisk(file, size);
        }
        try {
            return SpooledBytes.inMemory(exact != null ? exact : growing.toByteArray());
        } catch (OutOfMemoryError e) {
            throw new NoMemory();
        }
    }

    /** How many bytes have come. */
    long size() {
        return size;
    }

    /** Forgets what was taken, and deletes its file. */
    public void discard() {
        try {
            if (toFile != null) {
                toFile.close();
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The file is in the temporary folder, and there is nobody left to tell.
        }
    }

    private static byte[] allocate(long length) throws NoMemory {
        if (length > Integer.MAX_VALUE - 8) {
            throw new NoMemory();
        }
        try {
            return new byte[(int) length];
        } catch (OutOfMemoryError e) {
            throw new NoMemory();
        }
    }
}
