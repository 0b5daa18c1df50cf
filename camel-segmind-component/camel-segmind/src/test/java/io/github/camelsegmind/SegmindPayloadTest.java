// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelsegmind.sandbox.Answer;
import io.github.camelsegmind.sandbox.ReceivedCall;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an exchange becomes on the wire, and what never gets there. */
class SegmindPayloadTest extends SegmindTestSupport {

    private static final String UNDESCRIBED = "segmind:my-new-model";
    private static final byte[] PICTURE = picture();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writePicture() throws IOException {
        file = Files.write(folder.resolve("in.png"), PICTURE);
    }

    // ---- the body by its role

    /** A body that takes a file of the test, and what it is called. */
    private interface Form {
        Object of(Path file) throws Exception;
    }

    private static Arguments form(String name, Form form) {
        return Arguments.of(name, form);
    }

    static Stream<Arguments> pictureForms() {
        return Stream.of(
                form("byte[]", file -> PICTURE),
                form("InputStream", file -> new ByteArrayInputStream(PICTURE)),
                form("FileInputStream", file -> new FileInputStream(file.toFile())),
                form("InputStream without marks", file -> new Once(PICTURE)),
                form("File", Path::toFile),
                form("Path", file -> file),
                form("stream cache in memory", file -> new InputStreamCache(PICTURE)),
                form("stream cache on disk", file -> new FileInputStreamCache(file.toFile())),
                form("ByteBuffer", file -> ByteBuffer.wrap(PICTURE)),
                form("read-only ByteBuffer", file -> ByteBuffer.wrap(PICTURE).asReadOnlyBuffer()),
                form("part of a direct ByteBuffer", file -> {
                    ByteBuffer buffer = ByteBuffer.allocateDirect(PICTURE.length + 20);
                    return buffer.position(10).put(PICTURE).flip().position(10);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictureForms")
    void aBinaryBodyIsThePicture(String name, Form form) throws Exception {
        Object body = form.of(file);

        Exchange result = call("segmind:flux-depth-dev", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader("CamelSegmindPrompt", "a castle");
        });

        assertThat(result.getException()).isNull();
        sandbox()
                .received("flux-depth-dev")
                .once()
                .withPicture("control_image", PICTURE)
                .withParameter("prompt", "a castle")
                .answered(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictureForms")
    void aBinaryHeaderIsThePictureToo(String name, Form form) throws Exception {
        Object header = form.of(file);

        Exchange result = call("segmind:flux-depth-dev", exchange -> {
            exchange.getMessage().setBody("a castle");
            exchange.getMessage().setHeader("CamelSegmindImage", header);
        });

        assertThat(result.getException()).isNull();
        sandbox()
                .received("flux-depth-dev")
                .once()
                .withPicture("control_image", PICTURE)
                .withParameter("prompt", "a castle")
                .answered(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictureForms")
    void aBinaryValueOfAMapIsAPictureToo(String name, Form form) throws Exception {
        Object value = form.of(file);

        accepted("segmind:flux-depth-dev", exchange -> exchange.getMessage()
                .setBody(Map.of("controlImage", value, "prompt", "a castle")));

        sandbox().received("flux-depth-dev").once().withPicture("control_image", PICTURE);
    }

    @Test
    void aFileMessageIsThePicture() throws Exception {
        route(from -> from.setHeader("CamelSegmindPrompt").constant("a castle").to("segmind:flux-depth-dev"));

        MockEndpoint done = getMockEndpoint("mock:done");
        done.expectedMessageCount(1);
        MockEndpoint.assertIsSatisfied(context, 20, TimeUnit.SECONDS);

        sandbox()
                .received("flux-depth-dev")
                .once()
                .withPicture("control_image", PICTURE)
                .withParameter("prompt", "a castle");
        assertThat(done.getExchanges().get(0).getMessage().getHeader(Exchange.FILE_NAME))
                .isEqualTo("in.png");
    }

    @Test
    void aTextFileIsNoPicture() throws Exception {
        Files.delete(file);
        Files.writeString(folder.resolve("notes.txt"), "a castle");

        Exception failure = failureOfFileRoute("segmind:flux-depth-dev?prompt=castle");

        assertThat(failure).isInstanceOf(SegmindValidationException.class).hasMessageContaining("text");
        assertThat(sandbox().requests()).isEmpty();
    }

    @Test
    void aTextFileThatIsConvertedIsThePrompt() throws Exception {
        Files.delete(file);
        Files.writeString(folder.resolve("notes.txt"), "a castle");
        sandbox().always(Answer.ok("image/png", PICTURE));
        route(from -> from.convertBodyTo(String.class).to(UNDESCRIBED));

        getMockEndpoint("mock:done").expectedMessageCount(1);
        MockEndpoint.assertIsSatisfied(context, 20, TimeUnit.SECONDS);

        assertThat(body(received())).isEqualTo("{\"prompt\":\"a castle\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/plain; charset=utf-8", "TEXT/CSV"})
    void bytesDeclaredAsTextAreNoPicture(String contentType) {
        refused("segmind:flux-depth-dev?prompt=castle", exchange -> {
            exchange.getMessage().setBody("a castle".getBytes(StandardCharsets.UTF_8));
            exchange.getMessage().setHeader("Content-Type", contentType);
        });
    }

    @Test
    void bytesAreNeverLookedInto() {
        sandbox().always(Answer.ok("image/png", PICTURE));
        byte[] looksLikeJson = "{\"seed\":1}".getBytes(StandardCharsets.UTF_8);

        accepted(UNDESCRIBED, looksLikeJson);

        sandbox().received().once().withPicture("image", looksLikeJson).withoutParameter("seed");
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("String", "a castle"),
                Arguments.of("text that looks like JSON", "{\"seed\":1}"),
                Arguments.of("a number as text", "42"),
                Arguments.of("the name of a file that exists", "/etc/hostname"),
                Arguments.of("a URL", "file:///etc/hostname"),
                Arguments.of("text beyond ASCII", "ein Schloß \uD83C\uDFF0 \"mit\" \\ Türmen\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void aTextBodyIsThePromptAndNothingIsAdded(String name, String text) throws Exception {
        sandbox().always(Answer.ok("image/png", PICTURE));

        accepted(UNDESCRIBED, text);

        assertThat(received().json()).hasSize(1);
        assertThat(received().json().path("prompt").asText()).isEqualTo(text);
    }

    @Test
    void aReaderIsThePrompt() {
        sandbox().always(Answer.ok("image/png", PICTURE));

        accepted(UNDESCRIBED, new StringReader("a castle"));

        assertThat(body(received())).isEqualTo("{\"prompt\":\"a castle\"}");
    }

    @Test
    void aMapHoldsParametersWhoseJavaTypesAreKept() {
        sandbox().always(Answer.ok("image/png", PICTURE));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("text", "42");
        body.put("integer", 42);
        body.put("long", 9715432854L);
        body.put("big", new BigInteger("123456789012345678901234567890"));
        body.put("decimal", new BigDecimal("0.10"));
        body.put("double", 7.0);
        body.put("flag", false);
        body.put("list", List.of(1, "1"));
        body.put("array", new int[] {1, 2});
        body.put("set", Collections.singleton("x"));
        body.put("map", Map.of("a", 1));
        body.put("nothing", null);

        accepted(UNDESCRIBED, body);

        assertThat(body(received()))
                .isEqualTo("{\"text\":\"42\",\"integer\":42,\"long\":9715432854,"
                        + "\"big\":123456789012345678901234567890,\"decimal\":0.10,\"double\":7.0,\"flag\":false,"
                        + "\"list\":[1,\"1\"],\"array\":[1,2],\"set\":[\"x\"],\"map\":{\"a\":1}}");
    }

    @Test
    void headersKeepTheirJavaTypesToo() {
        sandbox().always(Answer.ok("image/png", PICTURE));

        accepted(UNDESCRIBED, exchange -> {
            exchange.getMessage().setHeader("CamelSegmindParameters", Map.of("text", "42"));
            exchange.getMessage().setHeader("CamelSegmindParameter.decimal", new BigDecimal("7.50"));
            exchange.getMessage().setHeader("CamelSegmindSeed", 9715432854L);
        });

        assertThat(received().json().path("text").isTextual()).isTrue();
        assertThat(body(received())).contains("\"decimal\":7.50", "\"seed\":9715432854");
    }

    static Stream<Arguments> jsonForms() {
        return Stream.of(
                form("String", file -> Files.readString(file)),
                form("byte[]", file -> Files.readAllBytes(file)),
                form("InputStream", file -> new Once(Files.readAllBytes(file))),
                form("stream cache", file -> new InputStreamCache(Files.readAllBytes(file))),
                form("File", Path::toFile),
                form("Map", file -> new LinkedHashMap<>(Map.of("seed", 9715432854L))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jsonForms")
    void aBodyThatIsDeclaredAsJsonHoldsParameters(String name, Form form) throws Exception {
        sandbox().always(Answer.ok("image/png", PICTURE));
        Object body = form.of(Files.writeString(folder.resolve("in.json"), "{\"seed\":9715432854}"));

        accepted(UNDESCRIBED, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader("Content-Type", "application/json; charset=utf-8");
        });

        assertThat(body(received())).isEqualTo("{\"seed\":9715432854}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"decimal\":0.10}",
                "{\"precise\":0.12345678901234567890123}",
                "{\"integer\":123456789012345678901234567890}",
                "{\"list\":[1,2.5,\"x\",true],\"map\":{\"a\":{\"b\":[]}}}",
                "{\"text\":\"007\"}",
                "{}"
            })
    void jsonIsPassedOnAsItIs(String json) {
        sandbox().always(Answer.ok("image/png", PICTURE));

        accepted(UNDESCRIBED, exchange -> {
            exchange.getMessage().setBody(json);
            exchange.getMessage().setHeader("Content-Type", "application/json");
        });

        assertThat(body(received())).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2]", "\"text\"", "42", "null", "{", "{\"seed\":1} trailing", "seed: 1", "{\"seed\":}"})
    void jsonThatIsNoObjectIsRefused(String json) {
        for (Object body :
                List.of(json, json.getBytes(StandardCharsets.UTF_8), new Once(json.getBytes(StandardCharsets.UTF_8)))) {
            refused(UNDESCRIBED, exchange -> {
                exchange.getMessage().setBody(body);
                exchange.getMessage().setHeader("Content-Type", "application/json");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n"})
    void anEmptyTextSaysNothing(String text) {
        sandbox().always(Answer.ok("image/png", PICTURE));

        accepted(UNDESCRIBED + "?prompt=castle", text);

        assertThat(body(received())).isEqualTo("{\"prompt\":\"castle\"}");
    }

    @Test
    void noBodySaysNothing() {
        Exchange result =
                call("segmind:ssd-canny?prompt=castle&image=RAW(https://example.org/in.png)&seed=5", (Object) null);

        assertThat(result.getException()).isNull();
        assertThat(body(received()))
                .isEqualTo("{\"image\":\"https://example.org/in.png\",\"prompt\":\"castle\",\"seed\":5}");
    }

    static Stream<Arguments> emptyForms() {
        return Stream.of(
                form("byte[]", file -> new byte[0]),
                form("InputStream", file -> new Once(new byte[0])),
                form("stream cache", file -> new InputStreamCache(new byte[0])),
                form("ByteBuffer", file -> ByteBuffer.allocate(0)),
                form("File", file -> Files.write(file, new byte[0]).toFile()),
                form("Path", file -> Files.write(file, new byte[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("emptyForms")
    void anEmptyPictureIsRefused(String name, Form form) throws Exception {
        Object body = form.of(file);

        SegmindValidationException failure =
                refused("segmind:flux-depth-dev?prompt=castle", exchange -> exchange.getMessage()
                        .setBody(body));

        assertThat(failure).hasMessageContaining("0 bytes");
    }

    @Test
    void anEmptyFileOfAFileConsumerIsRefused() throws Exception {
        Files.write(file, new byte[0]);

        assertThat(failureOfFileRoute("segmind:flux-depth-dev?prompt=castle"))
                .isInstanceOf(SegmindValidationException.class)
                .hasMessageContaining("0 bytes");
        assertThat(sandbox().requests()).isEmpty();
    }

    @Test
    void aListOfPicturesFillsTheParameterWithAListOfPictures() {
        sandbox().always(Answer.ok("image/png", PICTURE));

        accepted(
                UNDESCRIBED + "?imageParameter=image_urls",
                List.of(PICTURE, new Once(picture(8, 8)), file, ByteBuffer.wrap(PICTURE)));

        JsonNode list = received().json().path("image_urls");
        assertThat(list).hasSize(4);
        assertThat(decoded(list.get(0))).isEqualTo(PICTURE);
        assertThat(decoded(list.get(1))).isEqualTo(picture(8, 8));
        assertThat(decoded(list.get(2))).isEqualTo(PICTURE);
        assertThat(decoded(list.get(3))).isEqualTo(PICTURE);
    }

    @Test
    void aListOfBinariesInAHeaderIsEncodedToo() {
        sandbox().always(Answer.ok("image/png", PICTURE));

        accepted(UNDESCRIBED, exchange -> exchange.getMessage()
                .setHeader("CamelSegmindParameter.images", List.of(PICTURE, "https://example.org/in.png")));

        JsonNode list = received().json().path("images");
        assertThat(decoded(list.get(0))).isEqualTo(PICTURE);
        assertThat(list.get(1).asText()).isEqualTo("https://example.org/in.png");
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                Arguments.of("an object", new Object()),
                Arguments.of("a number", 42),
                Arguments.of("a date", new java.util.Date(0)),
                Arguments.of("an array", new int[] {1}),
                Arguments.of("an empty list", List.of()),
                Arguments.of("a list of texts", List.of("a castle")),
                Arguments.of("a list of pictures and texts", List.of(PICTURE, "a castle")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    void aBodyThatIsNeitherPictureNorPromptNorParametersIsRefused(String name, Object body) {
        assertThat(refused(UNDESCRIBED, exchange -> exchange.getMessage().setBody(body)))
                .hasMessageContaining("type");
    }

    // ---- precedence

    @ParameterizedTest
    @CsvSource({
        "1, '', '', '', 1",
        "1, 2, '', '', 2",
        "1, 2, 3, '', 3",
        "1, 2, 3, 4, 4",
        "1, '', '', 4, 4",
        "'', 2, '', 4, 4",
        "1, '', 3, '', 3"
    })
    void theStrongestLevelWins(String uri, String body, String map, String header, int seed) {
        for (String named : List.of("CamelSegmindParameter.seed", "CamelSegmindSeed")) {
            accepted(
                    "segmind:ssd-canny?image=RAW(https://example.org/a.png)&prompt=x"
                            + (uri.isEmpty() ? "" : "&seed=" + uri),
                    exchange -> {
                        exchange.getMessage().setBody(body.isEmpty() ? null : Map.of("seed", Integer.valueOf(body)));
                        if (!map.isEmpty()) {
                            exchange.getMessage()
                                    .setHeader("CamelSegmindParameters", Map.of("seed", Integer.valueOf(map)));
                        }
                        if (!header.isEmpty()) {
                            exchange.getMessage().setHeader(named, Integer.valueOf(header));
                        }
                    });
            assertThat(received().json().path("seed").asInt()).isEqualTo(seed);
        }
    }

    @Test
    void levelsAreMergedByTheServicesNames() {
        accepted("segmind:flux-depth-dev?numOutputs=2&guidance=5", exchange -> {
            exchange.getMessage().setBody(Map.of("num_outputs", 3, "prompt", "weak"));
            exchange.getMessage().setHeader("CamelSegmindParameters", Map.of("numOutputs", 1));
            exchange.getMessage().setHeader("CamelSegmindPrompt", "strong");
            exchange.getMessage().setHeader("CamelSegmindImage", PICTURE);
        });

        assertThat(received().json()).hasSize(4);
        sandbox()
                .received("flux-depth-dev")
                .once()
                .withParameter("num_outputs", 1)
                .withParameter("guidance", 5)
                .withParameter("prompt", "strong");
    }

    @Test
    void theHeadersForPromptAndPictureBeatTheBody() {
        accepted("segmind:flux-depth-dev", exchange -> {
            exchange.getMessage().setBody(picture(8, 8));
            exchange.getMessage().setHeader("CamelSegmindImage", PICTURE);
            exchange.getMessage().setHeader("CamelSegmindPrompt", "a castle");
        });

        sandbox().received("flux-depth-dev").once().withPicture("control_image", PICTURE);
    }

    @Test
    void aWeakerNullOrAStrongerNullIsNoValue() {
        sandbox().always(Answer.ok("image/png", PICTURE));
        Map<String, Object> nothing = new LinkedHashMap<>();
        nothing.put("seed", null);

        accepted(UNDESCRIBED + "?style=ink", exchange -> {
            exchange.getMessage().setBody(nothing);
            exchange.getMessage().setHeader("CamelSegmindParameters", nothing);
            exchange.getMessage().setHeader("CamelSegmindParameter.seed", null);
            exchange.getMessage().setHeader("CamelSegmindSeed", null);
        });

        assertThat(body(received())).isEqualTo("{\"style\":\"ink\"}");
    }

    static Stream<Arguments> givenTwice() {
        return Stream.of(
                Arguments.of(
                        "body",
                        (Processor)
                                exchange -> exchange.getMessage().setBody(Map.of("numOutputs", 1, "num_outputs", 2)),
                        List.of("the body.numOutputs", "the body.num_outputs")),
                Arguments.of(
                        "map header",
                        (Processor) exchange -> exchange.getMessage()
                                .setHeader("CamelSegmindParameters", Map.of("numOutputs", 1, "num_outputs", 2)),
                        List.of("CamelSegmindParameters.numOutputs", "CamelSegmindParameters.num_outputs")),
                Arguments.of(
                        "headers",
                        (Processor) exchange -> {
                            exchange.getMessage().setHeader("CamelSegmindParameter.numOutputs", 1);
                            exchange.getMessage().setHeader("CamelSegmindParameter.num_outputs", 2);
                        },
                        List.of("CamelSegmindParameter.numOutputs", "CamelSegmindParameter.num_outputs")),
                Arguments.of(
                        "header and named header",
                        (Processor) exchange -> {
                            exchange.getMessage().setHeader("CamelSegmindParameter.seed", 1);
                            exchange.getMessage().setHeader("CamelSegmindSeed", 2);
                        },
                        List.of("CamelSegmindParameter.seed", "CamelSegmindSeed")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("givenTwice")
    void theSameParameterTwiceOnOneLevelIsRefusedAndNamedBothWays(String level, Processor message, List<String> names) {
        assertThat(refused("segmind:flux-depth-dev", message).getMessage())
                .contains("twice")
                .contains(names);
    }

    // ---- headers

    @Test
    void usedHeadersAreRemovedAfterSuccessAndOthersKept() {
        Exchange result = accepted("segmind:inpaint-auto?base_model=SDXL&cn_processor=none", exchange -> {
            exchange.getMessage().setHeader("CamelSegmindPrompt", "a castle");
            exchange.getMessage().setHeader("CamelSegmindNegativePrompt", "a tower");
            exchange.getMessage().setHeader("CamelSegmindSeed", 5);
            exchange.getMessage().setHeader("CamelSegmindImage", PICTURE);
            exchange.getMessage().setHeader("CamelSegmindMask", PICTURE);
            exchange.getMessage().setHeader("CamelSegmindParameters", Map.of("samples", 1));
            exchange.getMessage().setHeader("camelsegmindparameter.guidance_scale", 7);
            exchange.getMessage().setHeader("orderNumber", 4711);
        });

        assertThat(result.getMessage().getHeaders().keySet().stream().map(String::toLowerCase))
                .contains("ordernumber")
                .doesNotContain(
                        "camelsegmindprompt",
                        "camelsegmindnegativeprompt",
                        "camelsegmindseed",
                        "camelsegmindimage",
                        "camelsegmindmask",
                        "camelsegmindparameters",
                        "camelsegmindparameter.guidance_scale");
    }

    @Test
    void usedHeadersAreKeptAfterAFailure() {
        sandbox().next(Answer.status(500));
        Map<String, Object> headers = Map.of(
                "CamelSegmindPrompt",
                "a castle",
                "CamelSegmindSeed",
                5,
                "CamelSegmindImage",
                PICTURE,
                "CamelSegmindParameters",
                Map.of("samples", 1),
                "CamelSegmindParameter.guidance_scale",
                7);

        Exchange result =
                call("segmind:ssd-canny", exchange -> exchange.getMessage().setHeaders(new LinkedHashMap<>(headers)));

        assertThat(result.getException()).isInstanceOf(SegmindUnavailableException.class);
        assertThat(result.getMessage().getHeaders()).containsAllEntriesOf(headers);
    }

    @Test
    void thePrefixIsReadInAnyCaseAndTheRestOfTheNameIsKept() {
        sandbox().always(Answer.ok("image/png", PICTURE));

        accepted(UNDESCRIBED, exchange -> {
            exchange.getMessage().setHeader("camelSegmindPARAMETER.MyName", 1);
            exchange.getMessage().setHeader("CAMELSEGMINDPARAMETER.my.other-name", 2);
        });

        assertThat(received().json().path("MyName").asInt()).isEqualTo(1);
        assertThat(received().json().path("my.other-name").asInt()).isEqualTo(2);
    }

    @Test
    void theMapHeaderHasToBeAMap() {
        refused(UNDESCRIBED, exchange -> exchange.getMessage().setHeader("CamelSegmindParameters", "seed=1"));
    }

    @Test
    void theMaskIsEncodedLikeThePicture() {
        accepted("segmind:inpaint-auto?base_model=SDXL&cn_processor=none&prompt=castle", exchange -> {
            exchange.getMessage().setBody(PICTURE);
            exchange.getMessage().setHeader("CamelSegmindMask", new Once(picture(8, 8)));
        });

        sandbox()
                .received("inpaint-auto")
                .once()
                .withPicture("image", PICTURE)
                .withPicture("mask", picture(8, 8))
                .answered(200);
    }

    static Stream<String> textPictures() {
        String base64 = Base64.getEncoder().encodeToString(PICTURE);
        return Stream.of(
                "https://example.org/in.png?a=1&b=%20#x",
                "data:image/png;base64," + base64, base64, "/etc/hostname", "file:///etc/hostname");
    }

    @ParameterizedTest
    @MethodSource("textPictures")
    void aPictureAsTextIsPassedThroughUnchanged(String text) {
        sandbox().always(Answer.ok("image/png", PICTURE));
        for (String encoding : List.of("base64", "dataUrl")) {
            accepted(UNDESCRIBED + "?imageEncoding=" + encoding, exchange -> {
                exchange.getMessage().setHeader("CamelSegmindImage", text);
                exchange.getMessage().setHeader("CamelSegmindMask", text);
                exchange.getMessage().setBody(Map.of("face", text));
            });

            assertThat(received().json().path("image").asText()).isEqualTo(text);
            assertThat(received().json().path("mask").asText()).isEqualTo(text);
            assertThat(received().json().path("face").asText()).isEqualTo(text);
        }
    }

    @Test
    void aPictureCanBeSentAsADataUrl() {
        accepted("segmind:ssd-canny?imageEncoding=dataUrl&prompt=castle", PICTURE);

        assertThat(received().json().path("image").asText())
                .isEqualTo("data:image/png;base64," + Base64.getEncoder().encodeToString(PICTURE));
        assertThat(received().status()).isEqualTo(200);
    }

    @Test
    void theParameterThatABinaryBodyFillsCanBeChosen() {
        sandbox().always(Answer.ok("image/png", PICTURE));

        accepted(UNDESCRIBED + "?imageParameter=garm_img", PICTURE);

        assertThat(received().json()).hasSize(1);
        sandbox().received().once().withPicture("garm_img", PICTURE);
    }

    @Test
    void aHeaderReplacesTheModelOnlyWhereThatIsAllowed() {
        sandbox().always(Answer.ok("image/png", PICTURE));

        Exchange allowed = accepted(UNDESCRIBED + "?allowModelHeader=true", exchange -> exchange.getMessage()
                .setHeader("CamelSegmindModel", "other-model"));
        assertThat(received().path()).isEqualTo("/v1/other-model");
        assertThat(allowed.getMessage().getHeader("CamelSegmindModel")).isEqualTo("other-model");

        Exchange ignored =
                accepted(UNDESCRIBED, exchange -> exchange.getMessage().setHeader("CamelSegmindModel", "other-model"));
        assertThat(received().path()).isEqualTo("/v1/my-new-model");
        assertThat(ignored.getMessage().getHeader("CamelSegmindModel")).isEqualTo("my-new-model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "..",
                "../v2/x",
                "a/b",
                "a%2Fb",
                "a\r\nx-evil: 1",
                "x?y=1",
                "x#y",
                "@evil.example",
                "//evil.example/x"
            })
    void aHostileModelHeaderIsRefusedWhereItIsReadAndHarmlessWhereItIsNot(String model) {
        refused(UNDESCRIBED + "?allowModelHeader=true", exchange -> exchange.getMessage()
                .setHeader("CamelSegmindModel", model));

        sandbox().always(Answer.ok("image/png", PICTURE));
        accepted(UNDESCRIBED, exchange -> exchange.getMessage().setHeader("CamelSegmindModel", model));
        assertThat(received().path()).isEqualTo("/v1/my-new-model");
    }

    @Test
    void textInHeadersIsReadAsThePublishedTypeWantsIt() {
        accepted("segmind:flux-depth-dev?control_image=RAW(https://example.org/a.png)", exchange -> {
            exchange.getMessage().setHeader("CamelSegmindPrompt", "42");
            exchange.getMessage().setHeader("CamelSegmindSeed", "9715432854");
            exchange.getMessage().setHeader("CamelSegmindParameter.megapixels", "1");
            exchange.getMessage().setHeader("CamelSegmindParameter.guidance", "7.5");
        });

        assertThat(body(received()))
                .contains("\"prompt\":\"42\"", "\"seed\":9715432854", "\"megapixels\":\"1\"", "\"guidance\":7.5");
    }

    @Test
    void messageHeadersAreNotSentByDefault() {
        sandbox().always(Answer.ok("image/png", PICTURE));

        accepted(UNDESCRIBED, exchange -> {
            exchange.getMessage().setHeader("X-Trace", "1");
            exchange.getMessage().setHeader("Authorization", "Bearer of-another-service");
            exchange.getMessage().setHeader("Cookie", "session=1");
        });

        assertThat(received().headers().keySet())
                .isSubsetOf(Set.of(
                        "host", "connection", "user-agent", "x-api-key", "content-type", "content-length", "accept"));
    }

    @Test
    void aFilterDecidesWhichHeadersAreSentButNeverAboutKeyAndFraming() {
        context.getRegistry().bind("filter", new HttpHeaderFilterStrategy());
        sandbox().always(Answer.ok("image/png", PICTURE).header("x-answered-by", "gpu-7"));

        Exchange result = accepted(UNDESCRIBED + "?headerFilterStrategy=#bean:filter&seed=1", exchange -> {
            exchange.getMessage().setHeader("X-Trace", "1");
            exchange.getMessage().setHeader("x-api-key", "evil");
            exchange.getMessage().setHeader("Authorization", "Bearer of-another-service");
            exchange.getMessage().setHeader("Content-Length", "5");
            exchange.getMessage().setHeader("Transfer-Encoding", "chunked");
            exchange.getMessage().setHeader("Host", "evil.example");
            exchange.getMessage().setHeader("CamelSegmindPrompt", "a castle");
        });

        assertThat(received().headers())
                .containsEntry("x-trace", "1")
                .containsEntry("x-api-key", sandbox().apiKey())
                .doesNotContainKeys("authorization", "transfer-encoding", "camelsegmindprompt");
        assertThat(received().headers().get("host")).startsWith("127.0.0.1");
        assertThat(result.getMessage().getHeader("x-answered-by")).isEqualTo("gpu-7");
    }

    @Test
    void aHeaderWithLineBreaksCannotForgeOthers() {
        context.getRegistry().bind("filter", new HttpHeaderFilterStrategy());
        sandbox().always(Answer.ok("image/png", PICTURE));

        call(UNDESCRIBED + "?headerFilterStrategy=#bean:filter", exchange -> exchange.getMessage()
                .setHeader("X-Trace", "1\r\nx-forged: 1"));

        assertThat(sandbox().requests()).noneMatch(request -> request.headers().containsKey("x-forged"));
    }

    // ---- on the wire

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9 * 1024, 9 * 1024 + 1, 200_000, 3_000_001})
    void theExactLengthIsAnnouncedAndNothingIsChunked(int size) {
        sandbox().always(Answer.ok("image/png", PICTURE));
        byte[] picture = new byte[size];
        Arrays.fill(picture, (byte) 0xfb);

        for (Object body : List.of(picture, new Once(picture))) {
            accepted(UNDESCRIBED + "?seed=1", body);

            assertThat(received().headers())
                    .containsEntry("content-length", String.valueOf(received().body().length))
                    .containsEntry("content-type", "application/json")
                    .doesNotContainKey("transfer-encoding");
            assertThat(received().picture("image")).contains(picture);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictureForms")
    void aRedeliverySendsTheSameBytes(String name, Form form) throws Exception {
        Object body = form.of(file);
        redeliveringRoute("segmind:flux-depth-dev?prompt=castle");
        sandbox().next(Answer.status(500), Answer.status(500));

        Exchange result = call("direct:again", body);

        assertThat(result.getException()).isNull();
        sandbox().received("flux-depth-dev").times(3).withPicture("control_image", PICTURE);
    }

    @Test
    void aRedeliverySendsTheSameLargeStream() throws Exception {
        byte[] large = picture(700, 700);
        assertThat(large.length).isGreaterThan(128 * 1024);
        redeliveringRoute("segmind:ssd-canny?prompt=castle");
        sandbox().next(Answer.status(500));

        Exchange result = call("direct:again", new Once(large));

        assertThat(result.getException()).isNull();
        sandbox().received("ssd-canny").times(2).withPicture("image", large);
    }

    @Test
    void aRedeliverySendsTheSameStreamsOfHeaders() throws Exception {
        redeliveringRoute("segmind:inpaint-auto?prompt=castle&base_model=SDXL&cn_processor=none");
        sandbox().next(Answer.status(500));

        Exchange result = call("direct:again", exchange -> {
            exchange.getMessage().setBody(PICTURE);
            exchange.getMessage().setHeader("CamelSegmindMask", new Once(picture(8, 8)));
        });

        assertThat(result.getException()).isNull();
        sandbox()
                .received("inpaint-auto")
                .times(2)
                .withPicture("image", PICTURE)
                .withPicture("mask", picture(8, 8));
    }

    @Test
    void aRedeliverySendsTheSameJson() throws Exception {
        redeliveringRoute("segmind:ssd-canny?image=RAW(https://example.org/a.png)");
        sandbox().next(Answer.status(500));

        Exchange result = call("direct:again", exchange -> {
            exchange.getMessage().setBody(new Once("{\"prompt\":\"castle\"}".getBytes(StandardCharsets.UTF_8)));
            exchange.getMessage().setHeader("Content-Type", "application/json");
        });

        assertThat(result.getException()).isNull();
        sandbox().received("ssd-canny").times(2).withParameter("prompt", "castle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "large"})
    void aStreamThatWasReadForAFailedCallCanBeReadAgainWithoutStreamCaching(String size) throws Exception {
        byte[] picture = size.isEmpty() ? PICTURE : picture(700, 700);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:twice")
                        .streamCache("false")
                        .doTry()
                        .to("segmind:inpaint-auto?prompt=castle&base_model=SDXL&cn_processor=none")
                        .doCatch(SegmindUnavailableException.class)
                        .to("segmind:inpaint-auto?prompt=castle&base_model=SDXL&cn_processor=none")
                        .end();
            }
        });
        sandbox().next(Answer.status(500));

        Exchange result = call("direct:twice", exchange -> {
            exchange.getMessage().setBody(new Once(picture));
            exchange.getMessage().setHeader("CamelSegmindMask", new Once(picture));
        });

        assertThat(result.getException()).isNull();
        sandbox()
                .received("inpaint-auto")
                .times(2)
                .withPicture("image", picture)
                .withPicture("mask", picture);
    }

    // ---- what cannot be read, or is too much

    @Test
    void aStreamThatFailsIsRefusedAndNothingIsSent() {
        InputStream failing = new InputStream() {
            private int left = 1000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("connection to the camera lost");
                }
                return 7;
            }
        };

        assertThat(refused("segmind:flux-depth-dev?prompt=castle", exchange -> exchange.getMessage()
                        .setBody(failing)))
                .hasRootCauseMessage("connection to the camera lost");
        assertThat(sandbox().connections()).isZero();
    }

    @Test
    void aStreamThatThrowsSomethingElseIsRefusedToo() {
        InputStream failing = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("closed");
            }
        };

        refused("segmind:flux-depth-dev?prompt=castle", exchange -> exchange.getMessage()
                .setBody(failing));
    }

    static Stream<Arguments> unreadableForms() {
        return Stream.of(
                form("missing File", file -> file.resolveSibling("missing.png").toFile()),
                form("missing Path", file -> file.resolveSibling("missing.png")),
                form("directory as File", file -> file.getParent().toFile()),
                form("directory as Path", Path::getParent));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadableForms")
    void aFileThatCannotBeReadIsRefusedBeforeAnythingIsSent(String name, Form form) throws Exception {
        Object body = form.of(file);

        refused("segmind:flux-depth-dev?prompt=castle", exchange -> exchange.getMessage()
                .setBody(body));
        assertThat(sandbox().connections()).isZero();
    }

    static Stream<Arguments> largeForms() {
        return Stream.of(
                form("byte[]", file -> new byte[1 << 20]),
                form("File", file -> Files.write(file, new byte[1 << 20]).toFile()),
                form("stream", file -> new Once(new byte[1 << 20])),
                form("stream cache", file -> new InputStreamCache(new byte[1 << 20])),
                form("two that are too much together", file -> List.of(new byte[40_000], new byte[40_000])),
                form("text", file -> "x".repeat(1 << 20)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("largeForms")
    void whatIsLargerThanMaxRequestSizeIsRefused(String name, Form form) throws Exception {
        Object body = form.of(file);

        assertThat(refused(UNDESCRIBED + "?maxRequestSize=64KB", exchange -> exchange.getMessage()
                        .setBody(body)))
                .hasMessageContainingAll("maxRequestSize", "64KB");
    }

    @Test
    void thePayloadMayBeExactlyAsLargeAsMaxRequestSize() {
        sandbox().always(Answer.ok("image/png", PICTURE));
        byte[] picture = new byte[3000];
        int size = "{\"image\":\"\"}".length() + 4000;

        refused(UNDESCRIBED + "?maxRequestSize=" + (size - 1), exchange -> exchange.getMessage()
                .setBody(picture));
        accepted(UNDESCRIBED + "?maxRequestSize=" + size, picture);
    }

    @Test
    void aStreamIsNotReadFurtherThanMaxRequestSize() {
        for (String contentType : List.of("image/png", "application/json")) {
            AtomicLong read = new AtomicLong();
            AtomicBoolean closed = new AtomicBoolean();
            InputStream endless = new InputStream() {
                @Override
                public int read() {
                    read.incrementAndGet();
                    return ' ';
                }

                @Override
                public void close() {
                    closed.set(true);
                }
            };

            refused(UNDESCRIBED + "?maxRequestSize=64KB", exchange -> {
                exchange.getMessage().setBody(endless);
                exchange.getMessage().setHeader("Content-Type", contentType);
            });

            assertThat(read.get()).isLessThan(128 * 1024);
            assertThat(closed).isTrue();
        }
    }

    // ---- helpers

    /** A stream that can be read once and knows nothing about its length. */
    private static final class Once extends BufferedInputStream {

        private Once(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public synchronized void reset() throws IOException {
            throw new IOException("mark/reset not supported");
        }

        @Override
        public synchronized int available() {
            return 0;
        }
    }

    /** A route from direct:again that tries a call up to three times. */
    private void redeliveringRoute(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(SegmindUnavailableException.class)
                        .maximumRedeliveries(2)
                        .redeliveryDelay(0);
                from("direct:again").to(uri);
            }
        });
    }

    private interface Steps {
        ProcessorDefinition<?> after(RouteDefinition from);
    }

    /** A route from the folder to mock:done. */
    private void route(Steps steps) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                steps.after(from("file:" + folder + "?initialDelay=0&delay=50&delete=true"))
                        .to("mock:done");
            }
        });
    }

    private Exception failureOfFileRoute(String uri) throws Exception {
        MockEndpoint failed = getMockEndpoint("mock:failed");
        failed.expectedMessageCount(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).to("mock:failed");
                from("file:" + folder + "?initialDelay=0&delay=50&delete=true").to(uri);
            }
        });
        failed.assertIsSatisfied(20_000);
        return Optional.ofNullable(failed.getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .orElseThrow();
    }

    private Exchange accepted(String uri, Object body) {
        return accepted(uri, exchange -> exchange.getMessage().setBody(body));
    }

    private Exchange accepted(String uri, Processor message) {
        Exchange result = call(uri, message);
        assertThat(result.getException()).isNull();
        return result;
    }

    private SegmindValidationException refused(String uri, Processor message) {
        Exchange result = call(uri, message);
        assertThat(result.getException()).isInstanceOf(SegmindValidationException.class);
        assertThat(sandbox().requests()).isEmpty();
        SegmindValidationException failure = (SegmindValidationException) result.getException();
        assertThat(failure.isPossiblyCharged()).isFalse();
        assertThat(failure.isRetryable()).isFalse();
        return failure;
    }

    private static String body(ReceivedCall call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    private static byte[] decoded(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asText());
    }
}
