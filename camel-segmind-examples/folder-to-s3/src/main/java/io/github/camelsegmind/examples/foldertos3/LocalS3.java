// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Properties;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** An S3 server in this process: a bucket is a folder, an object is a file. */
final class LocalS3 implements AutoCloseable {

    static final String ACCESS_KEY = "local";
    static final String SECRET_KEY = "local-secret";

    private final S3Proxy server;
    private final boolean onDisk;

    private LocalS3(S3Proxy server, boolean onDisk) {
        this.server = server;
        this.onDisk = onDisk;
    }

    /** Starts on a free port of the loopback interface, with its buckets in {@code folder} where that can hold them. */
    static LocalS3 start(Path folder) throws Exception {
        Files.createDirectories(folder);
        boolean onDisk = keepsAttributes(folder);
        Properties properties = new Properties();
        properties.setProperty("s3proxy.endpoint", "http://127.0.0.1:0");
        properties.setProperty("s3proxy.authorization", "aws-v2-or-v4");
        properties.setProperty("s3proxy.identity", ACCESS_KEY);
        properties.setProperty("s3proxy.credential", SECRET_KEY);
        BlobStore store = onDisk ? new FilesystemNio2BlobStore(folder.toString()) : new TransientNio2BlobStore();
        S3Proxy server =
                S3Proxy.Builder.fromProperties(properties).blobStore(store).build();
        server.start();
        return new LocalS3(server, onDisk);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** Whether the buckets are folders on disk; if not, they are in memory and gone with this server. */
    boolean onDisk() {
        return onDisk;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy does not stop", e);
        }
    }

    /**
     * An object's content type and metadata live in extended attributes of its file. Some file systems don't have
     * them, some say so only when one is written, and S3Proxy would lose both without a word.
     */
    private static boolean keepsAttributes(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "probe", null);
        try {
            UserDefinedFileAttributeView attributes =
                    Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
            if (attributes == null) {
                return false;
            }
            attributes.write("probe", ByteBuffer.wrap(new byte[] {1}));
            return attributes.size("probe") == 1;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        } finally {
            Files.delete(probe);
        }
    }
}
