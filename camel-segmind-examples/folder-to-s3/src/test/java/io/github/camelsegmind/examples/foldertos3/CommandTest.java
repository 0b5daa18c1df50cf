// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelsegmind.sandbox.SegmindSandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The command as a user runs it: a process of its own, with its environment, its output and its end. */
@Timeout(60)
class CommandTest {

    @TempDir
    private Path folder;

    @Test
    void withoutAnythingItShowsItselfAndEnds() throws Exception {
        Process process = start(Map.of(), List.of());

        assertThat(process.waitFor(50, SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(folder.resolve("out")))
                .contains("sandbox in this process", "4 of 4", "3 pictures in S3, 1 failed", "read back from S3");
        assertThat(folder.resolve("err")).isEmptyFile();
    }

    @Test
    void theEnvironmentSwitchesServiceAndS3AndTheKeyStaysOutOfTheLog() throws Exception {
        try (SegmindSandbox sandbox =
                        SegmindSandbox.builder().apiKey("SG_0123456789abcdef").start();
                LocalS3 server = LocalS3.start(folder.resolve("elsewhere"));
                S3Client client = client(server)) {
            client.createBucket(create -> create.bucket("mine"));

            Process process = start(
                    Map.of(
                            "SEGMIND_API_KEY",
                            sandbox.apiKey(),
                            "S3_BUCKET",
                            "mine",
                            "S3_ENDPOINT",
                            server.endpoint().toString(),
                            "AWS_ACCESS_KEY_ID",
                            LocalS3.ACCESS_KEY,
                            "AWS_SECRET_ACCESS_KEY",
                            LocalS3.SECRET_KEY,
                            "AWS_REGION",
                            "us-east-1"),
                    List.of("-Dlog=info", "-Dcamel.component.segmind.base-url=" + sandbox.baseUrl()));

            assertThat(process.waitFor(50, SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(sandbox.charged()).isEqualTo(3);
            assertThat(client.listObjectsV2(list -> list.bucket("mine")).contents())
                    .extracting(object -> object.key())
                    .containsExactlyInAnyOrderElementsOf(Photos.GOOD);
            assertThat(Files.readString(folder.resolve("out")))
                    .contains("with your key")
                    .doesNotContain(sandbox.apiKey());
            assertThat(Files.readString(folder.resolve("err")))
                    .contains("Started folder-to-s3")
                    .doesNotContain(sandbox.apiKey());
        }
    }

    @Test
    void watchingGoesOnUntilItIsStopped() throws Exception {
        Path watched = Files.createDirectory(folder.resolve("watched"));
        Process process = start(Map.of(), List.of(), "--watch", watched.toString());
        try {
            drop("chelsea.jpg", watched);
            await().atMost(30, SECONDS).until(() -> Files.exists(watched.resolve("done/chelsea.jpg")));
            drop("coffee.jpg", watched);
            await().atMost(30, SECONDS).until(() -> Files.exists(watched.resolve("done/coffee.jpg")));

            assertThat(process.isAlive()).isTrue();
            assertThat(watched.resolve("s3/pictures/chelsea.jpg")).isNotEmptyFile();
            assertThat(watched.resolve("s3/pictures/coffee.jpg")).isNotEmptyFile();
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(20, SECONDS)).isTrue();
    }

    private Process start(Map<String, String> environment, List<String> options, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(options);
        command.add("-Ddemo.folder=" + folder.resolve("demo"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FolderToS3.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        // What the one who builds has set for himself must not be charged for tests.
        builder.environment().keySet().removeIf(name -> name.matches("(SEGMIND|AWS|S3|PICTURE|CAMEL)_.*"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void drop(String photo, Path folder) throws IOException {
        try (InputStream source = CommandTest.class.getResourceAsStream("/photos/" + photo)) {
            Files.copy(source, folder.resolve(photo));
        }
    }

    private static S3Client client(LocalS3 server) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(LocalS3.ACCESS_KEY, LocalS3.SECRET_KEY)))
                .build();
    }
}
