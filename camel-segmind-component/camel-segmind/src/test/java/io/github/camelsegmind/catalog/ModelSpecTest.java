// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, types and findings of one described model. */
class ModelSpecTest {

    private static final ModelSpec SPEC = spec("""
            {
              "properties": {
                "prompt": {"type": "string"},
                "picture": {"type": "string", "x-segmind-role": "image"},
                "num_outputs": {"type": "integer", "minimum": 1, "maximum": 4},
                "guidance": {"type": "number", "minimum": 0, "maximum": 100, "default": 1000},
                "strict": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
                "seed": {"type": "integer"},
                "base64": {"type": "boolean", "default": 1},
                "megapixels": {"type": "string", "enum": ["1", "0.25"]},
                "level": {"type": "integer", "enum": [1, 2]},
                "scheduler": {"type": "string", "examples": ["UniPC"], "x-segmind-complete": false},
                "tags": {"type": "array", "items": {"type": "string"}},
                "anything": {}
              },
              "required": ["prompt", "picture"],
              "additionalProperties": false,
              "examples": [{"num_outputs": 9, "level": 3, "tags": [1]}]
            }""");

    private static ModelSpec spec(String file) {
        return new ModelCatalog(name -> new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                .find("x")
                .orElseThrow();
    }

    // ---- names

    @ParameterizedTest
    @CsvSource({
        "num_outputs, num_outputs",
        "numOutputs, num_outputs",
        "megapixels, megapixels",
        "NumOutputs, NumOutputs",
        "num-outputs, num-outputs",
        "unknown, unknown"
    })
    void aNameIsKnownInBothSpellingsAndElseKept(String written, String sent) {
        assertThat(SPEC.wireName(written)).isEqualTo(sent);
        assertThat(SPEC.knows(written)).isEqualTo(SPEC.knows(sent));
    }

    @Test
    void aNameThatExistsIsNoAliasOfAnother() {
        ModelSpec both = spec("{\"properties\":{\"image_size\":{},\"imageSize\":{}}}");

        assertThat(both.wireName("imageSize")).isEqualTo("imageSize");
        assertThat(both.wireName("image_size")).isEqualTo("image_size");
    }

    @Test
    void aParameterHasTheRoleThatIsSaidElseThatOfItsName() {
        assertThat(SPEC.withRole("image")).contains("picture");
        assertThat(SPEC.withRole("prompt")).contains("prompt");
        assertThat(SPEC.withRole("seed")).contains("seed");
        assertThat(SPEC.withRole("mask")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"properties\":{\"image\":{},\"portrait\":{\"x-segmind-role\":\"image\"}}}",
                "{\"properties\":{\"portrait\":{\"x-segmind-role\":\"image\"},\"image\":{}}}"
            })
    void whatIsSaidAboutARoleBeatsTheNameInAnyOrder(String file) {
        assertThat(spec(file).withRole("image")).contains("portrait");
    }

    // ---- types

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("megapixels", "1", "1"),
                Arguments.of("prompt", "42", "42"),
                Arguments.of("prompt", "\"quoted\"", "\"quoted\""),
                Arguments.of("guidance", "10", 10),
                Arguments.of("guidance", "7.50", new BigDecimal("7.50")),
                Arguments.of("seed", "9715432854", 9715432854L),
                Arguments.of("seed", "9223372036854775807", Long.MAX_VALUE),
                Arguments.of("seed", "123456789012345678901", new BigInteger("123456789012345678901")),
                Arguments.of("seed", "many", "many"),
                Arguments.of("base64", "true", true),
                Arguments.of("tags", "[\"a\"]", List.of("a")),
                Arguments.of("anything", "null", "null"),
                Arguments.of("anything", "", ""),
                Arguments.of("anything", "1 2", "1 2"),
                Arguments.of("unknown", "5", 5));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textIsReadAsThePublishedTypeWantsIt(String name, String text, Object value) {
        assertThat(SPEC.read(name, text)).isEqualTo(value);
    }

    // ---- findings

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("num_outputs", 5, "is outside the range from 1 to 4"),
                Arguments.of("num_outputs", 0, "is outside the range from 1 to 4"),
                Arguments.of("num_outputs", 1.5, "must be of type integer"),
                Arguments.of("num_outputs", "two", "must be of type integer"),
                Arguments.of("guidance", -0.001, "is outside the range from 0 to 100"),
                Arguments.of(
                        "guidance", new BigDecimal("100.0000000000000000001"), "is outside the range from 0 to 100"),
                Arguments.of("guidance", "10", "must be of type number"),
                Arguments.of("guidance", true, "must be of type number"),
                Arguments.of("base64", "true", "must be of type boolean"),
                Arguments.of("base64", 0, "must be of type boolean"),
                Arguments.of("seed", 0.5, "must be of type integer"),
                Arguments.of("prompt", 42, "must be of type string"),
                Arguments.of("prompt", List.of("x"), "must be of type string"),
                Arguments.of("megapixels", 1, "must be"),
                Arguments.of("megapixels", "2", "must be one of 1, 0.25"),
                Arguments.of("level", 4, "must be one of 1, 2"),
                Arguments.of("scheduler", 1, "must be of type string"),
                Arguments.of("tags", "x", "must be of type array"),
                Arguments.of("guidence", 10, "is not a parameter of this model; did you mean guidance?"),
                Arguments.of("Guidance", 10, "is not a parameter of this model; did you mean guidance?"),
                Arguments.of("giudance", 10, "is not a parameter of this model; did you mean guidance?"),
                Arguments.of("sede", 10, "is not a parameter of this model; did you mean seed?"),
                Arguments.of("watermark", 10, "is not a parameter of this model"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatContradictsTheDescriptionIsOneFinding(String name, Object value, String message) {
        List<Finding> findings = SPEC.check(Map.of(name, value), false);

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).parameter()).isEqualTo(name);
        assertThat(findings.get(0).message()).startsWith(message);
    }

    @Test
    void aBoundThatIsExclusiveIsNamed() {
        assertThat(SPEC.check(Map.of("strict", 1), false).get(0).message())
                .contains("0")
                .contains("1");
    }

    static Stream<Arguments> right() {
        return Stream.of(
                Arguments.of("num_outputs", 1),
                Arguments.of("num_outputs", 4L),
                Arguments.of("num_outputs", new BigInteger("2")),
                Arguments.of("guidance", 10),
                Arguments.of("guidance", 0),
                Arguments.of("guidance", 100.0),
                Arguments.of("guidance", 7.5f),
                Arguments.of("guidance", new BigDecimal("0.10")),
                Arguments.of("seed", Long.MAX_VALUE),
                Arguments.of("seed", -1),
                Arguments.of("seed", 2.0),
                Arguments.of("base64", false),
                Arguments.of("megapixels", "0.25"),
                Arguments.of("scheduler", "Never Heard Of"),
                Arguments.of("tags", List.of("a", "b")),
                Arguments.of("anything", Map.of("a", List.of(1))));
    }

    @ParameterizedTest
    @MethodSource("right")
    void whatFitsTheDescriptionIsNoFinding(String name, Object value) {
        assertThat(SPEC.check(Map.of(name, value), false)).isEmpty();
    }

    static Stream<Arguments> published() {
        return Stream.of(
                Arguments.of("guidance", 1000),
                Arguments.of("guidance", 1000.0),
                Arguments.of("guidance", new BigDecimal("1E+3")),
                Arguments.of("base64", 1),
                Arguments.of("num_outputs", 9),
                Arguments.of("num_outputs", 9L),
                Arguments.of("level", 3),
                Arguments.of("tags", List.of(1)));
    }

    @ParameterizedTest
    @MethodSource("published")
    void whatTheServiceItselfPublishesIsNoFindingEvenWhereItContradictsTheDescription(String name, Object value) {
        assertThat(SPEC.check(Map.of(name, value), false)).isEmpty();
    }

    @Test
    void whatIsMissingIsAFindingOnlyWhenNothingMoreWillCome() {
        assertThat(SPEC.check(Map.of(), false)).isEmpty();
        assertThat(SPEC.check(Map.of(), true))
                .containsExactly(
                        new Finding("picture", "is missing", false), new Finding("prompt", "is missing", false));
    }

    @Test
    void allFindingsAreReportedInTheOrderOfTheNames() {
        assertThat(SPEC.check(Map.of("seed", "x", "guidance", -1, "foo", 1, "megapixels", "9", "num_outputs", 5), true))
                .extracting(Finding::parameter)
                .containsExactly("foo", "guidance", "megapixels", "num_outputs", "picture", "prompt", "seed");
    }

    @Test
    void aFindingHoldsNoValue() {
        assertThat(SPEC.check(Map.of("prompt", 4711, "megapixels", "secret", "guidance", -815), false))
                .extracting(Finding::message)
                .noneMatch(
                        message -> message.contains("4711") || message.contains("secret") || message.contains("815"));
    }

    @Test
    void aFormatIsNotChecked() {
        ModelSpec formats = spec("{\"properties\":{\"image\":{\"type\":\"string\",\"format\":\"uri\"}}}");

        assertThat(formats.check(Map.of("image", "iVBORw0KGgo="), true)).isEmpty();
    }

    @Test
    void aDescriptionMayUseDefinitionsOfItsOwnFile() {
        ModelSpec spec = spec("""
                {
                  "$id": "https://api.segmind.com/v1/x",
                  "$defs": {"seed": {"type": "integer", "minimum": 0}},
                  "properties": {"seed": {"$ref": "#/$defs/seed"}}
                }""");

        assertThat(spec.check(Map.of("seed", 1), true)).isEmpty();
        assertThat(spec.check(Map.of("seed", -1), true))
                .extracting(Finding::parameter)
                .containsExactly("seed");
    }

    @Test
    void aModelThatMayHaveFurtherParametersTakesThem() {
        assertThat(spec("{\"properties\":{\"seed\":{}}}").check(Map.of("brand_new", 1), true))
                .isEmpty();
    }

    @Test
    void theDescriptionOfSeveralTypesIsReported() {
        ModelSpec spec = spec("{\"properties\":{\"seed\":{\"type\":[\"integer\",\"null\"]}}}");

        assertThat(spec.check(Map.of("seed", "x"), true).get(0).message()).contains("integer");
    }
}
