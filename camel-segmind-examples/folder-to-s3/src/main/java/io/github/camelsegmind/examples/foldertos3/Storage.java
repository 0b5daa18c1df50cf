// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where the pictures go.
 *
 * @param description for people
 * @param client of the S3, what the route uses as {@code #s3}
 * @param bucket its name
 * @param createBucket whether the route may create it
 * @param bucketFolder where the objects can be looked at as files, if they can
 * @param server what stops the server, when it runs here
 */
record Storage(
        String description,
        S3Client client,
        String bucket,
        boolean createBucket,
        Optional<Path> bucketFolder,
        Runnable server)
        implements AutoCloseable {

    /** The real S3 when a bucket is named, because no default for its name could be free; else one in this process. */
    static Storage chosenBy(Settings settings) throws Exception {
        Optional<String> bucket = settings.value("s3.bucket");
        return bucket.isPresent() ? real(bucket.get(), settings.value("s3.endpoint")) : local(settings);
    }

    /** Credentials and region from where every AWS tool takes them: environment, system properties, profile, role. */
    private static Storage real(String bucket, Optional<String> endpoint) {
        var client = S3Client.builder();
        // Servers other than Amazon's rarely have a host name for each bucket.
        endpoint.ifPresent(
                address -> client.endpointOverride(URI.create(address)).forcePathStyle(true));
        String description =
                "bucket " + bucket + endpoint.map(at -> " at " + at).orElse(", with your AWS settings");
        return new Storage(description, client.build(), bucket, false, Optional.empty(), () -> {});
    }

    private static Storage local(Settings settings) throws Exception {
        Path folder = settings.folder();
        LocalS3 server = LocalS3.start(folder.resolve("s3"));
        if (!server.onDisk() && !settings.demo()) {
            // The demonstration reads its pictures back before the server ends; here nobody would.
            server.close();
            throw new IllegalStateException(
                    "This disk has no extended attributes, so S3Proxy would keep the pictures in"
                            + " memory only: name a bucket of your own in S3_BUCKET, or watch a folder on another disk");
        }
        String where = server.onDisk() ? "" : ", IN MEMORY ONLY (this disk has no extended attributes)";
        return of(
                "S3Proxy in this process, " + server.endpoint() + where + "; S3_BUCKET=... takes your own",
                server.endpoint(),
                server.onDisk() ? Optional.of(folder.resolve("s3/pictures")) : Optional.empty(),
                server::close);
    }

    private static Storage of(String description, URI endpoint, Optional<Path> bucketFolder, Runnable server) {
        S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(LocalS3.ACCESS_KEY, LocalS3.SECRET_KEY)))
                .build();
        return new Storage(description, client, "pictures", true, bucketFolder, server);
    }

    /** What Camel needs to know of it. */
    Map<String, String> properties() {
        return Map.of("s3.bucket", bucket, "s3.create-bucket", String.valueOf(createBucket));
    }

    /** Fetches these objects from S3 into a folder. */
    void readBack(Collection<String> keys, Path folder) throws Exception {
        Files.createDirectories(folder);
        for (String key : keys) {
            client.getObject(get -> get.bucket(bucket).key(key), folder.resolve(key));
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } finally {
            server.run();
        }
    }
}
