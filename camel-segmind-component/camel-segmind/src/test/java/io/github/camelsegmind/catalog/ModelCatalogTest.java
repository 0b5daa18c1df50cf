// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files: ours are complete, anybody's are found, and a bad one is told apart from none. */
class ModelCatalogTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ClassLoader LOADER = ModelCatalogTest.class.getClassLoader();

    private final ModelCatalog catalog = new ModelCatalog(LOADER::getResourceAsStream);

    static Stream<String> ourModels() {
        return Stream.of("flux-controlnet", "flux-depth-dev", "inpaint-auto", "sd1.5-controlnet-depth", "ssd-canny");
    }

    // ---- ours

    @ParameterizedTest
    @MethodSource("ourModels")
    void ourFilesDescribeEveryParameterWithTypeAndText(String model) throws IOException {
        assertThat(catalog.find(model)).isPresent();
        JsonNode file = file(model);

        assertThat(file.path("title").asText()).isNotBlank();
        assertThat(file.path("description").asText()).isNotBlank();
        assertThat(file.path("$id").asText()).isEqualTo("https://api.segmind.com/v1/" + model);
        assertThat(file.path("x-segmind-source").asText()).startsWith("https://www.segmind.com/models/" + model);
        assertThat(file.path("properties").size()).isGreaterThanOrEqualTo(10);
        file.path("properties").properties().forEach(parameter -> {
            assertThat(parameter.getValue().path("description").asText())
                    .as(parameter.getKey())
                    .isNotBlank();
            assertThat(parameter.getValue().path("type").asText())
                    .as(parameter.getKey())
                    .isIn("string", "number", "integer", "boolean");
        });
    }

    @ParameterizedTest
    @MethodSource("ourModels")
    void ourFilesRequireOnlyWhatTheyDescribe(String model) throws IOException {
        Set<String> names = fieldsOf(file(model).path("properties"));

        file(model).path("required").forEach(required -> assertThat(names).contains(required.asText()));
        assertThat(names).containsAll(fieldsOf(file(model).path("examples").path(0)));
    }

    @ParameterizedTest
    @MethodSource("ourModels")
    void ourFilesNameTheRolesThatBodyAndHeadersFill(String model) {
        ModelSpec spec = catalog.find(model).orElseThrow();

        assertThat(spec.withRole("prompt")).contains("prompt");
        assertThat(spec.withRole("image")).contains(model.equals("flux-depth-dev") ? "control_image" : "image");
        assertThat(spec.withRole("seed")).contains("seed");
        assertThat(spec.withRole("mask").isPresent()).isEqualTo(model.equals("inpaint-auto"));
    }

    @ParameterizedTest
    @MethodSource("ourModels")
    void noListOfValuesIsBothCompleteAndIncomplete(String model) throws IOException {
        file(model).path("properties").properties().forEach(parameter -> {
            JsonNode description = parameter.getValue();
            if (description.has("x-segmind-complete")) {
                assertThat(description.has("enum"))
                        .as(parameter.getKey())
                        .isEqualTo(description.path("x-segmind-complete").asBoolean());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("ourModels")
    void noPublishedDefaultIsAFinding(String model) throws IOException {
        ModelSpec spec = catalog.find(model).orElseThrow();

        for (Map.Entry<String, JsonNode> parameter :
                file(model).path("properties").properties()) {
            if (parameter.getValue().has("default")) {
                Object value = JSON.convertValue(parameter.getValue().path("default"), Object.class);

                assertThat(spec.check(Map.of(parameter.getKey(), value), false)).isEmpty();
                assertThat(spec.check(
                                Map.of(parameter.getKey(), spec.read(parameter.getKey(), String.valueOf(value))),
                                false))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ourModels")
    @SuppressWarnings("unchecked")
    void thePublishedSampleIsNeverAFinding(String model) throws IOException {
        ModelSpec spec = catalog.find(model).orElseThrow();
        Map<String, Object> sample =
                JSON.convertValue(file(model).path("examples").path(0), Map.class);

        assertThat(spec.check(sample, true)).isEmpty();
    }

    // ---- users'

    @Test
    void aUsersFileIsFoundBesideOurs() {
        ModelSpec spec = catalog.find("my-model").orElseThrow();

        assertThat(spec.withRole("prompt")).contains("what_to_paint");
        assertThat(spec.withRole("image")).contains("source_picture");
        assertThat(spec.withRole("mask")).contains("cover_sheet");
        assertThat(spec.wireName("brushSize")).isEqualTo("brush_size");
        assertThat(spec.check(Map.of("brush_size", 11), true))
                .extracting(Finding::parameter)
                .containsExactly("brush_size", "what_to_paint");
        assertThat(spec.check(Map.of("brush_size", 12, "what_to_paint", "x", "paper", "own"), true))
                .isEmpty();
    }

    @Test
    void thereIsNothingAboutAModelWithoutAFile() {
        assertThat(catalog.find("my-new-model")).isEmpty();
    }

    @Test
    void aFileIsReadOnceAndClosed() {
        AtomicInteger opened = new AtomicInteger();
        AtomicBoolean closed = new AtomicBoolean();
        List<String> names = new ArrayList<>();
        ModelCatalog counting = new ModelCatalog(name -> {
            opened.incrementAndGet();
            names.add(name);
            return new FilterInputStream(stream("{\"properties\":{}}")) {
                @Override
                public void close() throws IOException {
                    closed.set(true);
                    super.close();
                }
            };
        });

        assertThat(counting.find("x")).isPresent();
        assertThat(counting.find("x")).isSameAs(counting.find("x"));

        assertThat(opened).hasValue(1);
        assertThat(closed).isTrue();
        assertThat(names).containsExactly("META-INF/segmind/models/x.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{\"properties\":",
                "[]",
                "42",
                "null",
                "{}",
                "{\"properties\":[]}",
                "{\"properties\":{}} trailing"
            })
    void aBrokenFileIsAClearError(String content) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogOf(content).find("x"))
                .withMessageContaining("META-INF/segmind/models/x.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"properties\":{\"seed\":{\"type\":\"integre\"}}}",
                "{\"properties\":{\"seed\":{\"type\":42}}}",
                "{\"properties\":{\"seed\":{\"minimum\":\"one\"}}}",
                "{\"properties\":{\"name\":{\"pattern\":\"(\"}}}",
                "{\"properties\":{\"seed\":{\"$ref\":\"#/$defs/missing\"}}}",
                "{\"properties\":{\"seed\":null}}"
            })
    void aFileThatIsNoSchemaIsAClearErrorOrHarmless(String content) {
        Throwable failure = catchThrowable(
                () -> catalogOf(content).find("x").orElseThrow().check(Map.of("seed", 1, "name", "a"), true));

        if (failure != null) {
            assertThat(failure)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("META-INF/segmind/models/x.json");
        }
    }

    @Test
    void aFileThatCannotBeReadIsAnErrorToo() {
        ModelCatalog unreadable = new ModelCatalog(name -> new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }
        });

        assertThatThrownBy(() -> unreadable.find("x"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("META-INF/segmind/models/x.json")
                .hasRootCauseMessage("disk on fire");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"properties\":{\"seed\":{\"$ref\":\"http://HOST/seed.json\"}}}",
                "{\"$ref\":\"http://HOST/base.json\",\"properties\":{\"seed\":{}}}",
                "{\"$id\":\"http://HOST/x.json\",\"properties\":{\"seed\":{\"$ref\":\"seed.json\"}}}",
                "{\"$schema\":\"http://HOST/meta.json\",\"properties\":{\"seed\":{}}}",
                "{\"properties\":{\"seed\":{\"$dynamicRef\":\"http://HOST/seed.json#x\"}}}",
                "{\"properties\":{\"seed\":{\"$id\":\"http://HOST/seed.json\",\"type\":\"integer\"}}}"
            })
    void aFileNeverMakesThisProcessFetchSomething(String content) throws IOException {
        AtomicInteger fetched = new AtomicInteger();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            String host = "127.0.0.1:" + elsewhere.getAddress().getPort();

            Throwable failure = catchThrowable(() -> catalogOf(content.replace("HOST", host))
                    .find("x")
                    .orElseThrow()
                    .check(Map.of("seed", 1), true));

            assertThat(fetched).hasValue(0);
            if (failure != null) {
                assertThat(failure)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("META-INF/segmind/models/x.json");
            }
        } finally {
            elsewhere.stop(0);
        }
    }

    private static ModelCatalog catalogOf(String content) {
        return new ModelCatalog(name -> stream(content));
    }

    private static InputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode file(String model) throws IOException {
        try (InputStream in = LOADER.getResourceAsStream("META-INF/segmind/models/" + model + ".json")) {
            return JSON.readTree(in);
        }
    }

    private static Set<String> fieldsOf(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
