// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelsegmind.sandbox.Answer;
import io.github.camelsegmind.sandbox.NotAcceptable;
import io.github.camelsegmind.sandbox.ReceivedCall;
import io.github.camelsegmind.sandbox.SegmindSandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The demonstration, in this process, against a sandbox and an S3 that are told when to fail. */
@Timeout(60)
class DemonstrationTest {

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final SegmindSandbox sandbox = SegmindSandbox.start();

    private Settings settings;
    private Storage storage;

    @BeforeEach
    void start(@TempDir Path parent) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("demo.folder", parent.toString());
        settings = Settings.of(new String[0], properties, Map.of());
        storage = Storage.chosenBy(settings);
    }

    @AfterEach
    void stop() {
        storage.close();
        sandbox.close();
    }

    @Test
    void everyPictureInS3IsTheOneThatWasGeneratedAndSaysWhatIsKnownOfIt() throws Exception {
        run(storage.client());

        assertThat(storage.client()
                        .listObjectsV2(list -> list.bucket("pictures"))
                        .contents())
                .extracting(object -> object.key())
                .containsExactlyInAnyOrderElementsOf(Photos.GOOD);
        for (String photo : Photos.GOOD) {
            ResponseBytes<GetObjectResponse> object = storage.client()
                    .getObjectAsBytes(get -> get.bucket("pictures").key(photo));
            Map<String, String> metadata = object.response().metadata();
            ReceivedCall call = call(metadata.get("request-id"));
            assertThat(object.asByteArray()).isEqualTo(call.answer());
            assertThat(object.response().contentType()).isEqualTo("image/jpeg");
            assertThat(metadata)
                    .containsEntry("model", "flux-depth-dev")
                    .containsEntry("cost", call.cost().toPlainString())
                    .containsKey("seed");
            assertThat(call.picture("control_image")).hasValue(bytes("done", photo));
            assertThat(bytes("pictures", photo)).isEqualTo(call.answer());
        }
    }

    @Test
    void everySourceLeavesTheFolderAndTheEmptyOneWithAReason() throws Exception {
        run(storage.client());

        assertThat(names("")).isEmpty();
        assertThat(names("done")).containsExactlyInAnyOrderElementsOf(Photos.GOOD);
        assertThat(names("failed")).containsExactlyInAnyOrder(Photos.BAD, Photos.BAD + ".txt");
        assertThat(reason(Photos.BAD)).contains("0 bytes", "flux-depth-dev", "Charged:  no");
        assertThat(sandbox.charged()).isEqualTo(3);
        assertThat(console.toString(UTF_8))
                .contains("4 of 4", "3 pictures in S3, 1 failed; spent 0.09375 credits, 99.90625 left");
    }

    @Test
    void aPictureThatTheServiceRefusesFailsAloneAndIsCountedAgainstTheDemonstration() throws Exception {
        sandbox.next(Answer.status(500));

        assertThatThrownBy(() -> run(storage.client())).hasMessageContaining("empty on purpose: 1");

        String failed = failedPhoto();
        assertThat(reason(failed)).contains("Status:   500", "Charged:  no");
        assertThat(names("done")).hasSize(2).doesNotContain(failed);
        assertThat(sandbox.calls()).hasSize(3);
    }

    @Test
    void whenTheMoneyIsGoneTheReasonSaysSo() {
        sandbox.next(3, Answer.notAcceptable(NotAcceptable.INSUFFICIENT_CREDITS));

        assertThatThrownBy(() -> run(storage.client())).hasMessageContaining("empty on purpose: 3");

        assertThat(Photos.GOOD)
                .allSatisfy(photo ->
                        assertThat(reason(photo)).contains("Status:   406").containsIgnoringCase("credits"));
        assertThat(sandbox.charged()).isZero();
    }

    @Test
    void anUploadThatFailsIsRepeatedWithThePictureThatIsPaidFor() throws Exception {
        // Four of five uploads may fail for each picture; the first four failures may all hit the same one.
        run(failingFirst(4));

        assertThat(names("done")).containsExactlyInAnyOrderElementsOf(Photos.GOOD);
        assertThat(sandbox.calls()).hasSize(3);
        assertThat(names("pictures")).containsExactlyInAnyOrderElementsOf(Photos.GOOD);
    }

    @Test
    void aPictureThatCannotBeStoredIsKeptWhereItsSourceIs() throws Exception {
        assertThatThrownBy(() -> run(failingFirst(Integer.MAX_VALUE))).hasMessageContaining("empty on purpose: 3");

        assertThat(sandbox.calls()).hasSize(3);
        List<byte[]> kept = new ArrayList<>();
        for (String photo : Photos.GOOD) {
            assertThat(reason(photo)).contains("S3 is down", "Charged:  yes", "kept beside this file");
            String picture = names("failed").stream()
                    .filter(name -> name.matches(photo + "\\.generated-.*\\.jpg"))
                    .findFirst()
                    .orElseThrow();
            kept.add(bytes("failed", picture));
        }
        assertThat(kept)
                .containsExactlyInAnyOrderElementsOf(
                        sandbox.calls().stream().map(ReceivedCall::answer).toList());
        assertThat(console.toString(UTF_8)).contains("0 pictures in S3, 4 failed; spent 0.09375 credits");
    }

    private void run(S3Client client) throws Exception {
        Map<String, String> properties = new HashMap<>(Service.of(sandbox).properties());
        properties.put("folder.settle", "50");
        properties.put("s3.retry-delay", "1");
        Service service = new Service("a sandbox", properties, () -> {});
        Storage wrapped = new Storage("a test's", client, storage.bucket(), true, storage.bucketFolder(), () -> {});
        new FolderToS3(settings, service, wrapped, new PrintStream(console, true, UTF_8)).run();
    }

    /** The client of the storage, whose first uploads fail. */
    private S3Client failingFirst(int times) {
        AtomicInteger uploads = new AtomicInteger();
        return (S3Client) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("putObject") && uploads.getAndIncrement() < times) {
                        throw S3Exception.builder()
                                .statusCode(503)
                                .message("S3 is down")
                                .build();
                    }
                    try {
                        return method.invoke(storage.client(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private ReceivedCall call(String requestId) {
        return sandbox.calls().stream()
                .filter(call -> call.requestId().equals(requestId))
                .findFirst()
                .orElseThrow();
    }

    private String failedPhoto() throws IOException {
        return names("failed").stream()
                .filter(Photos.GOOD::contains)
                .findFirst()
                .orElseThrow();
    }

    private String reason(String photo) throws IOException {
        return Files.readString(settings.folder().resolve("failed").resolve(photo + ".txt"));
    }

    private byte[] bytes(String folder, String name) throws IOException {
        return Files.readAllBytes(settings.folder().resolve(folder).resolve(name));
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(settings.folder().resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
