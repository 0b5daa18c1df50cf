// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelsegmind.sandbox.Answer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an answer: body, headers, or the failure that says that it was paid for. */
class SegmindAnswerTest extends SegmindTestSupport {

    private static final String CANNY = "segmind:ssd-canny?prompt=castle";
    private static final byte[] PICTURE = picture();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> RESULT_HEADERS = List.of(
            "CamelSegmindRemainingCredits",
            "CamelSegmindCost",
            "CamelSegmindRequestId",
            "CamelSegmindGenerationTime",
            "CamelSegmindSeedUsed",
            "CamelSegmindResultCount",
            "CamelSegmindFileExtension");

    @TempDir
    Path folder;

    // ---- what the body is

    @Test
    void oneArtefactIsItsBytes() {
        Exchange result = answered(CANNY, PICTURE);

        assertThat(result.getMessage().getBody())
                .isInstanceOf(byte[].class)
                .isEqualTo(received().answer());
    }

    @Test
    void anArtefactAsBase64IsDecoded() throws IOException {
        Exchange result = answered(CANNY + "&base64=true", PICTURE);

        String base64 = JSON.readTree(received().answer()).path("image").asText();
        assertThat(result.getMessage().getBody())
                .isInstanceOf(byte[].class)
                .isEqualTo(Base64.getDecoder().decode(base64));
        assertThat(result.getMessage().getHeader("CamelSegmindResultCount")).isEqualTo(1);
    }

    @Test
    void severalArtefactsAreAListOfBytes() throws IOException {
        Exchange result = answered(CANNY + "&samples=3", PICTURE);

        JsonNode images = JSON.readTree(received().answer()).path("image");
        List<?> body = result.getMessage().getBody(List.class);
        assertThat(body).hasSize(3).allMatch(picture -> picture instanceof byte[]);
        for (int i = 0; i < 3; i++) {
            assertThat(body.get(i))
                    .isEqualTo(Base64.getDecoder().decode(images.get(i).asText()));
        }
        assertThat(result.getMessage().getHeader("CamelSegmindResultCount")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"image\":\"PICTURE\"}",
                "{\"image\":\"data:image/png;base64,PICTURE\"}",
                "{\"image\":\" PICTURE\\n\"}",
                "{\"image\":[\"PICTURE\"]}",
                "{\"images\":[\"PICTURE\"]}",
                "{\"image\":\"PICTURE\",\"status\":\"Success\",\"infer_time\":1.5}",
                "{\"image\":\"PICTURE\",\"status\":\"Success\",\"infer_time\":[1.5, 2]}",
                "{\"infer_time\":null,\"image\":\"PICTURE\",\"error\":null}"
            })
    void theEnvelopeOfBase64MayLookLikeThis(String envelope) {
        sandbox().next(Answer.json(envelope.replace("PICTURE", base64(PICTURE))));

        Exchange result = answered(CANNY, PICTURE);

        assertThat(result.getMessage().getBody()).isEqualTo(PICTURE);
        assertThat(result.getMessage().getHeader("CamelSegmindFileExtension")).isEqualTo("png");
    }

    @Test
    void base64InLinesIsDecodedToo() {
        String lines = Base64.getMimeEncoder().encodeToString(PICTURE).replace("\r\n", "\\r\\n");
        sandbox().next(Answer.json("{\"image\":\"" + lines + "\"}"));

        assertThat(answered(CANNY, PICTURE).getMessage().getBody()).isEqualTo(PICTURE);
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg, jpg",
        "IMAGE/JPEG, jpg",
        "image/png; q=1, png",
        "image/webp, webp",
        "image/gif, gif",
        "video/mp4, mp4",
        "video/webm, webm",
        "audio/mpeg, mp3",
        "audio/wav, wav",
        "application/octet-stream, bin",
        "application/x-unheard-of, bin"
    })
    void binaryContentIsBytesWhateverItsTypeAndTheExtensionFitsIt(String contentType, String extension) {
        byte[] content = {0, 1, 2, 3, 4, 5};
        sandbox().next(Answer.ok(contentType, content));

        Exchange result = answered("segmind:my-new-model", "a castle");

        assertThat(result.getMessage().getBody()).isInstanceOf(byte[].class).isEqualTo(content);
        assertThat(result.getMessage().getHeader("CamelSegmindFileExtension")).isEqualTo(extension);
        assertThat(result.getMessage().getHeader("Content-Type")).isEqualTo(contentType);
    }

    @Test
    void contentWithoutATypeIsBytesAndItsExtensionThatOfTheBytes() {
        sandbox().next(Answer.ok("image/png", PICTURE).withoutHeader("content-type"));

        Exchange result = answered(
                "segmind:my-new-model", exchange -> exchange.getMessage().setHeader("Content-Type", "text/plain"));

        assertThat(result.getMessage().getBody()).isEqualTo(PICTURE);
        assertThat(result.getMessage().getHeader("CamelSegmindFileExtension")).isEqualTo("png");
        assertThat(result.getMessage().getHeaders()).doesNotContainKey("Content-Type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"message\":{\"content\":\"a castle\"}}],\"usage\":{\"cost\":0.25}}",
                "{\"image\":\"https://images.segmind.com/out.png\"}",
                "{\"text\":\"x\",\"error\":null}",
                "[{\"label\":\"castle\",\"score\":1}]",
                "[1,2,3]"
            })
    void otherJsonIsAMapOrAList(String json) throws IOException {
        sandbox().next(Answer.json(json));

        Exchange result = answered("segmind:my-new-model", "a castle");

        Object body = result.getMessage().getBody();
        assertThat(body).isInstanceOf(json.startsWith("[") ? List.class : Map.class);
        assertThat(JSON.readTree(JSON.writeValueAsString(body))).isEqualTo(JSON.readTree(json));
        assertThat(result.getMessage().getHeaders())
                .doesNotContainKeys("CamelSegmindResultCount", "CamelSegmindFileExtension")
                .containsEntry("Content-Type", "application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json; charset=utf-8", "Application/JSON", "application/hal+json"
            })
    void theTypeOfTheAnswerDecidesAndNotWhatWasAskedFor(String jsonType) {
        sandbox().next(Answer.json("{\"image\":\"" + base64(PICTURE) + "\"}").contentType(jsonType));
        assertThat(answered(CANNY + "&base64=false", PICTURE).getMessage().getBody())
                .isEqualTo(PICTURE);

        sandbox().next(Answer.ok("image/png", PICTURE));
        assertThat(answered(CANNY + "&base64=true", PICTURE).getMessage().getBody())
                .isEqualTo(PICTURE);
    }

    @Test
    void aPictureOfAnotherTypeThanAnnouncedIsDelivered() {
        sandbox().next(Answer.ok("image/jpeg", PICTURE));

        Exchange result = answered(CANNY, PICTURE);

        assertThat(result.getMessage().getBody()).isEqualTo(PICTURE);
        assertThat(result.getMessage().getHeader("Content-Type")).isEqualTo("image/jpeg");
    }

    @Test
    void theAnswerMayComeInChunks() {
        sandbox().next(Answer.rendered().chunked());

        assertThat(answered(CANNY, PICTURE).getMessage().getBody())
                .isEqualTo(received().answer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "stream", "file"})
    void base64OfMoreThan20MillionCharactersIsDecoded(String outputType) throws Exception {
        byte[] large = noise(16_000_000);
        sandbox().next(Answer.json("{\"image\":\"" + base64(large) + "\"}"));
        AtomicReference<byte[]> seen = new AtomicReference<>();

        through(
                CANNY + "&outputType=" + outputType,
                exchange -> seen.set(exchange.getMessage().getBody(byte[].class)));

        assertThat(Arrays.equals(seen.get(), large)).isTrue();
    }

    // ---- in which form

    @ParameterizedTest
    @ValueSource(ints = {1_000, 300_000})
    void aStreamCanBeReadAgainAndIsOnDiskWhenItIsLarge(int size) throws Exception {
        byte[] picture = noise(size);
        sandbox().next(Answer.ok("image/png", picture));

        through(CANNY + "&outputType=stream", exchange -> {
            StreamCache body = (StreamCache) exchange.getMessage().getBody();
            assertThat(body.inMemory()).isEqualTo(size < 128 * 1024);
            assertThat(body.length()).isEqualTo(size);
            for (int i = 0; i < 2; i++) {
                body.reset();
                assertThat(((InputStream) body).readAllBytes()).isEqualTo(picture);
            }
            assertThat(temporaryFilesWith(picture)).hasSize(size < 128 * 1024 ? 0 : 1);
        });

        assertThat(temporaryFilesWith(picture)).isEmpty();
    }

    @Test
    void aLargeBase64ArtefactAsAStreamIsOnDiskToo() throws Exception {
        byte[] picture = noise(300_000);
        sandbox().next(Answer.json("{\"image\":\"" + base64(picture) + "\"}"));

        through(CANNY + "&outputType=stream", exchange -> {
            StreamCache body = (StreamCache) exchange.getMessage().getBody();
            assertThat(((InputStream) body).readAllBytes()).isEqualTo(picture);
            assertThat(body.inMemory()).isFalse();
        });
    }

    @Test
    void aStreamOnDiskOutlivesThePartsOfASplit() throws Exception {
        byte[] picture = noise(300_000);
        sandbox().always(Answer.ok("image/png", picture));
        List<byte[]> seen = new ArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:split")
                        .split(body(), (all, part) -> {
                            Exchange result = all == null ? part : all;
                            List<Object> bodies = new ArrayList<>();
                            if (all != null) {
                                bodies.addAll((List<?>) all.getMessage().getBody());
                            }
                            bodies.add(part.getMessage().getBody());
                            result.getMessage().setBody(bodies);
                            return result;
                        })
                        .to("segmind:my-new-model?outputType=stream")
                        .end()
                        .process(exchange -> {
                            for (Object body : (List<?>) exchange.getMessage().getBody()) {
                                seen.add(((InputStream) body).readAllBytes());
                            }
                        });
            }
        });

        Exchange result = call("direct:split", List.of("one", "two"));

        assertThat(result.getException()).isNull();
        assertThat(seen).hasSize(2).allMatch(bytes -> Arrays.equals(bytes, picture));
        assertThat(temporaryFilesWith(picture)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 300_000})
    void aFileIsMovedByTheFileProducerAndNothingStays(int size) throws Exception {
        byte[] picture = noise(size);
        sandbox().next(Answer.ok("image/png", picture));
        AtomicReference<Path> temporary = new AtomicReference<>();
        AtomicReference<Object> identity = new AtomicReference<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:store")
                        .to(CANNY + "&outputType=file")
                        .process(looking(exchange -> {
                            Path file = ((File) exchange.getMessage().getBody()).toPath();
                            temporary.set(file);
                            identity.set(key(file));
                            assertThat(file).hasBinaryContent(picture).hasExtension("png");
                        }))
                        .to("file:" + folder + "?fileName=out.png");
            }
        });

        Exchange result = call("direct:store", PICTURE);

        assertThat(result.getException()).isNull();
        assertThat(folder.resolve("out.png")).hasBinaryContent(picture);
        assertThat(key(folder.resolve("out.png")))
                .as("the same file under another name")
                .isEqualTo(identity.get());
        assertThat(temporary.get()).doesNotExist();
        assertThat(temporaryFilesWith(picture)).isEmpty();
    }

    @Test
    void aFileThatNobodyMovesIsGoneAfterTheExchange() throws Exception {
        byte[] picture = noise(300_000);
        sandbox().next(Answer.ok("image/png", picture));
        AtomicReference<File> temporary = new AtomicReference<>();

        through(CANNY + "&outputType=file", exchange -> {
            temporary.set((File) exchange.getMessage().getBody());
            assertThat(temporary.get()).hasBinaryContent(picture);
        });

        assertThat(temporary.get()).doesNotExist();
        assertThat(temporaryFilesWith(picture)).isEmpty();
    }

    @Test
    void theFileOfAnEarlierCallIsNotStoredInPlaceOfALaterResult() throws Exception {
        byte[] first = noise(2_000);
        byte[] second = noise(3_000);
        for (String outputType : List.of("bytes", "stream", "file")) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:" + outputType)
                            .to(CANNY + "&outputType=file")
                            .to(CANNY + "&outputType=" + outputType)
                            .to("file:" + folder + "?fileName=" + outputType + ".png");
                }
            });
            sandbox().reset();
            sandbox().next(Answer.ok("image/png", first), Answer.ok("image/png", second));

            Exchange result = call("direct:" + outputType, PICTURE);

            assertThat(result.getException()).isNull();
            assertThat(folder.resolve(outputType + ".png")).hasBinaryContent(second);
            if (!outputType.equals("file")) {
                assertThat(result.getMessage().getHeaders()).doesNotContainKey(Exchange.FILE_LOCAL_WORK_PATH);
            }
        }
    }

    @Test
    void severalArtefactsComeInTheSameForm() throws Exception {
        sandbox().always(Answer.json("{\"image\":[\"" + base64(PICTURE) + "\",\"" + base64(noise(300_000)) + "\"]}"));

        through(CANNY + "&outputType=stream", exchange -> assertThat(
                        exchange.getMessage().getBody())
                .asInstanceOf(list(Object.class))
                .hasSize(2)
                .allMatch(body -> body instanceof StreamCache));
        through(CANNY + "&outputType=file", exchange -> assertThat(
                        exchange.getMessage().getBody())
                .asInstanceOf(list(Object.class))
                .hasSize(2)
                .allMatch(body -> body instanceof File file && file.isFile()));
    }

    // ---- headers

    @Test
    void whatTheServiceSaysAboutACallStandsInHeaders() {
        sandbox().credits(new BigDecimal("7.25"));

        Exchange result = answered(CANNY + "&seed=9715432854", exchange -> {
            exchange.getMessage().setBody(PICTURE);
            exchange.getMessage().setHeader("orderNumber", 4711);
            exchange.getMessage().setHeader(Exchange.FILE_NAME, "in.png");
        });

        assertThat(result.getMessage().getHeaders())
                .containsEntry("CamelSegmindModel", "ssd-canny")
                .containsEntry("CamelSegmindRemainingCredits", new BigDecimal("7.244"))
                .containsEntry("CamelSegmindCost", new BigDecimal("0.006"))
                .containsEntry("CamelSegmindRequestId", received().requestId())
                .containsEntry("CamelSegmindGenerationTime", Duration.ofMillis(5930))
                .containsEntry("CamelSegmindSeedUsed", 9715432854L)
                .containsEntry("CamelSegmindResultCount", 1)
                .containsEntry("CamelSegmindFileExtension", "jpg")
                .containsEntry("Content-Type", "image/jpeg")
                .containsEntry("CamelHttpResponseCode", 200)
                .containsEntry("orderNumber", 4711)
                .containsEntry(Exchange.FILE_NAME, "in.png");
    }

    @ParameterizedTest
    @CsvSource({"jpg, jpg, image/jpeg", "png, png, image/png"})
    void theExtensionIsThatOfTheFormat(String format, String extension, String contentType) {
        Exchange result = answered("segmind:flux-depth-dev?prompt=castle&outputFormat=" + format, PICTURE);

        assertThat(result.getMessage().getHeaders())
                .containsEntry("CamelSegmindFileExtension", extension)
                .containsEntry("Content-Type", contentType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "nonsense", "blank"})
    void whatTheServiceDoesNotSayIsAbsentAlsoWhenAnEarlierCallSaidIt(String what) throws Exception {
        Answer silent = Answer.json("{\"text\":\"a castle\"}");
        for (String header :
                List.of("x-remaining-credits", "x-cost", "x-request-id", "x-generation-time", "x-seed-value")) {
            silent = switch (what) {
                case "absent" -> silent.withoutHeader(header);
                case "blank" -> silent.header(header, " ");
                default -> header.equals("x-request-id") ? silent.withoutHeader(header) : silent.header(header, "n/a");
            };
        }
        sandbox().next(Answer.rendered(), silent);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:two")
                        .to(CANNY + "&seed=1")
                        .process(looking(
                                exchange -> assertThat(exchange.getMessage().getHeaders())
                                        .containsKeys(RESULT_HEADERS.toArray(String[]::new))))
                        .to("segmind:my-new-model");
            }
        });

        Exchange result = call("direct:two", PICTURE);

        assertThat(result.getException()).isNull();
        assertThat(result.getMessage().getHeaders())
                .doesNotContainKeys(RESULT_HEADERS.toArray(String[]::new))
                .containsEntry("CamelSegmindModel", "my-new-model");
    }

    @Test
    void theBalanceIsAMapAndAHeaderAndNothingOfTheMessageIsSent() {
        sandbox().credits(new BigDecimal("12.5"));

        Exchange result = answered("segmind:ssd-canny?operation=credits", exchange -> {
            exchange.getMessage().setBody(PICTURE);
            exchange.getMessage().setHeader("orderNumber", 4711);
        });

        Map<?, ?> body = (Map<?, ?>) result.getMessage().getBody();
        assertThat(body.get("credits")).isEqualTo(new BigDecimal("12.5"));
        assertThat(result.getMessage().getHeader("CamelSegmindRemainingCredits"))
                .isEqualTo(new BigDecimal("12.5"));
        assertThat(result.getMessage().getHeader("orderNumber")).isEqualTo(4711);
        assertThat(sandbox().calls()).isEmpty();
        assertThat(sandbox().requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.path()).isEqualTo("/v1/get-user-credits");
            assertThat(request.body()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "89504e470d0a1a0a010203",
                "89504e47010203",
                "ffd8ffe0010203",
                "ffd8ff",
                "ffd8ffffffffffffffff",
                "52494646ffffffff5745425001020304",
                "47494638",
                "01"
            })
    void bytesThatOnlyBeginLikeAPictureAreNotRefused(String hex) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        sandbox().always(Answer.ok("image/png", bytes));

        Exchange result = call(CANNY, PICTURE);

        assertThat(result.getException()).isNull();
        assertThat(result.getMessage().getBody()).isEqualTo(bytes);
    }

    // ---- success without content

    static Stream<Arguments> unusable() {
        String picture = base64(PICTURE);
        String half = base64(Arrays.copyOf(PICTURE, PICTURE.length / 2));
        return Stream.of(
                Arguments.of("an empty picture", Answer.ok("image/png", new byte[0])),
                Arguments.of(
                        "an empty chunked picture",
                        Answer.ok("image/png", new byte[0]).chunked()),
                Arguments.of(
                        "an empty answer without a type",
                        Answer.ok("image/png", new byte[0]).withoutHeader("content-type")),
                Arguments.of("an empty JSON text", Answer.json("")),
                Arguments.of("no content", Answer.status(204)),
                Arguments.of(
                        "an HTML page",
                        Answer.ok("text/html; charset=utf-8", "<html>".getBytes(StandardCharsets.UTF_8))),
                Arguments.of("an empty object", Answer.json("{}")),
                Arguments.of("an empty list", Answer.json("[]")),
                Arguments.of("null", Answer.json("null")),
                Arguments.of("a bare number", Answer.json("42")),
                Arguments.of("a bare text", Answer.json("\"\"")),
                Arguments.of("no pictures", Answer.json("{\"image\":[]}")),
                Arguments.of("no picture", Answer.json("{\"image\":null}")),
                Arguments.of("a picture without text", Answer.json("{\"image\":\"\"}")),
                Arguments.of("pictures without text", Answer.json("{\"image\":[\"\"]}")),
                Arguments.of("pictures that are null", Answer.json("{\"image\":[null]}")),
                Arguments.of("an empty data URL", Answer.json("{\"image\":\"data:image/png;base64,\"}")),
                Arguments.of("a broken data URL", Answer.json("{\"image\":\"data:image/png\"}")),
                Arguments.of(
                        "truncated JSON",
                        Answer.json("{\"image\":\"" + picture + "\"}").cutTo(500)),
                Arguments.of("JSON with more behind it", Answer.json("{\"image\":\"" + picture + "\"}<html>")),
                Arguments.of("what is not base64", Answer.json("{\"image\":\"not base64!\"}")),
                Arguments.of("half a picture in base64", Answer.json("{\"image\":\"" + half + "\"}")),
                Arguments.of(
                        "half a picture among whole ones",
                        Answer.json("{\"image\":[\"" + picture + "\",\"" + half + "\"]}")),
                Arguments.of("half a PNG", Answer.ok("image/png", PICTURE).cutTo(PICTURE.length / 2)),
                Arguments.of(
                        "half a picture of another type than announced",
                        Answer.ok("image/jpeg", PICTURE).cutTo(PICTURE.length / 2)),
                Arguments.of("half a JPEG", Answer.rendered().cutTo(2_000)),
                Arguments.of("a picture that breaks off", Answer.rendered().truncatedAfter(1_000)),
                Arguments.of(
                        "a chunked picture that breaks off",
                        Answer.rendered().chunked().truncatedAfter(1_000)),
                Arguments.of("an error", Answer.json("{\"error\":\"CUDA out of memory\"}")),
                Arguments.of(
                        "an error as an object",
                        Answer.json("{\"error\":{\"message\":\"CUDA out of memory\",\"code\":500}}")),
                Arguments.of("a failed status", Answer.json("{\"status\":\"FAILED\",\"metrics\":{}}")),
                Arguments.of(
                        "a failed status with an empty picture",
                        Answer.json("{\"status\":\"FAILED\",\"image\":\"\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void successWithoutContentIsAFailureThatWasPaidFor(String name, Answer answer) {
        for (String outputType : List.of("bytes", "stream", "file")) {
            sandbox().reset();
            sandbox().next(answer);

            Exchange result = call(CANNY + "&outputType=" + outputType, exchange -> {
                exchange.getMessage().setBody(PICTURE);
                exchange.getMessage().setHeader("CamelSegmindSeed", 7);
            });

            assertThat(result.getException()).isInstanceOf(SegmindContentException.class);
            SegmindContentException failure = (SegmindContentException) result.getException();
            assertThat(failure.isPossiblyCharged()).isTrue();
            assertThat(failure.isRetryable()).isFalse();
            assertThat(failure.getModel()).isEqualTo("ssd-canny");
            assertThat(failure.getAttempts()).isEqualTo(1);
            assertThat(failure.getStatusCode()).isBetween(200, 204);
            sandbox().received().once();
            assertThat(result.getMessage().getBody()).isSameAs(PICTURE);
            assertThat(result.getMessage().getHeaders())
                    .containsEntry("CamelSegmindSeed", 7)
                    .doesNotContainKeys(RESULT_HEADERS.toArray(String[]::new));
        }
    }

    @Test
    void halfAWebpIsAFailureToo() {
        sandbox().next(Answer.rendered().cutTo(500));

        Exchange result = call("segmind:flux-depth-dev?prompt=castle&output_format=webp", PICTURE);

        assertThat(result.getException()).isInstanceOf(SegmindContentException.class);
    }

    @Test
    void theFailureNamesTheRequestForTheConsoleAndQuotesTheServicesError() {
        sandbox().next(Answer.json("{\"error\":\"CUDA out of memory\"}").header("x-request-id", "req-4711"));

        SegmindContentException failure =
                (SegmindContentException) call(CANNY, PICTURE).getException();

        assertThat(failure.getRequestId()).isEqualTo("req-4711");
        assertThat(failure).hasMessageContainingAll("req-4711", "CUDA out of memory", "charged");
    }

    static Stream<Arguments> tooLarge() {
        byte[] picture = noise(100_000);
        return Stream.of(
                Arguments.of("announced", Answer.ok("image/png", picture)),
                Arguments.of("chunked", Answer.ok("image/png", picture).chunked()),
                Arguments.of("JSON", Answer.json("{\"image\":\"" + base64(picture) + "\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooLarge")
    void anAnswerAboveMaxResponseSizeIsAFailureThatWasPaidFor(String name, Answer answer) {
        for (String outputType : List.of("bytes", "stream", "file")) {
            sandbox().next(answer);

            Exchange result = call(CANNY + "&maxResponseSize=64KB&outputType=" + outputType, PICTURE);

            assertThat(result.getException())
                    .isInstanceOf(SegmindContentException.class)
                    .hasMessageContaining("maxResponseSize");
            assertThat(((SegmindException) result.getException()).isPossiblyCharged())
                    .isTrue();
            assertThat(result.getMessage().getBody()).isSameAs(PICTURE);
        }
    }

    @Test
    void anAnswerMayBeExactlyAsLargeAsMaxResponseSize() {
        byte[] picture = noise(100_000);
        for (Answer answer : List.of(
                Answer.ok("image/png", picture), Answer.ok("image/png", picture).chunked())) {
            sandbox().next(answer);

            assertThat(answered(CANNY + "&maxResponseSize=100000", PICTURE)
                            .getMessage()
                            .getBody())
                    .isEqualTo(picture);
        }
    }

    // ---- helpers

    private Exchange answered(String uri, Object body) {
        return answered(uri, exchange -> exchange.getMessage().setBody(body));
    }

    private Exchange answered(String uri, Processor message) {
        Exchange result = call(uri, message);
        assertThat(result.getException()).isNull();
        return result;
    }

    /** Calls through a route, so that something can look at the answer while its exchange lives. */
    private void through(String uri, Processor look) throws Exception {
        String from = "direct:through" + System.nanoTime();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(uri).process(looking(look));
            }
        });
        Exchange result = call(from, PICTURE);
        if (result.getException() != null) {
            throw new AssertionError(result.getException());
        }
    }

    /** Camel forgets an exchange whose processor throws an error after an asynchronous call. */
    private static Processor looking(Processor look) {
        return exchange -> {
            try {
                look.process(exchange);
            } catch (AssertionError e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** Bytes that are a whole PNG to whoever looks at both ends only, and that no other test has. */
    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        System.arraycopy(PICTURE, 0, bytes, 0, 16);
        System.arraycopy(PICTURE, PICTURE.length - 12, bytes, size - 12, 12);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** The component's temporary files that hold exactly these bytes; others may belong to other processes. */
    private static List<Path> temporaryFilesWith(byte[] content) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "segmind-*")) {
            for (Path file : files) {
                if (holds(file, content)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static boolean holds(Path file, byte[] content) {
        try {
            return Files.size(file) == content.length && Arrays.equals(Files.readAllBytes(file), content);
        } catch (IOException e) {
            return false;
        }
    }
}
