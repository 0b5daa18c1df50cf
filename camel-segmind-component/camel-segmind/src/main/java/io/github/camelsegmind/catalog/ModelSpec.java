// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What is published about one model: the names, types, ranges, values and roles of its parameters. Immutable.
 *
 * <p>The file is a JSON Schema (2020-12) of the payload. {@code enum} is a complete list of values; a list known to be
 * incomplete stands in {@code examples}, which is never enforced. {@code x-segmind-role} names what a parameter is for:
 * {@code prompt}, {@code negative_prompt}, {@code image}, {@code mask} or {@code seed}; without it, a parameter of that
 * name has that role.
 */
public final class ModelSpec {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012, factory -> factory
                    // A model file must never make this process fetch something.
                    .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance()))
                    .metaSchema(JsonMetaSchema.builder(SchemaId.V202012, JsonMetaSchema.getV202012())
                            .unknownKeywordFactory((keyword, context) -> new AnnotationKeyword(keyword))
                            .build()));

    private final JsonSchema schema;
    private final JsonNode properties;
    private final List<JsonNode> samples;
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final Map<String, String> roles = new LinkedHashMap<>();

    ModelSpec(JsonNode file) {
        ObjectNode payload = file.deepCopy();
        // The id is the model's address; nothing is resolved against it.
        payload.remove("$id");
        this.schema = SCHEMAS.getSchema(payload);
        schema.initializeValidators();
        this.properties = file.path("properties");
        this.samples =
                StreamSupport.stream(file.path("examples").spliterator(), false).toList();
        properties.properties().forEach(property -> {
            String name = property.getKey();
            aliases.putIfAbsent(camelCase(name), name);
            String role = property.getValue().path("x-segmind-role").asText(null);
            if (role != null) {
                roles.put(role, name);
            } else {
                roles.putIfAbsent(name, name);
            }
        });
    }

    /** The service's spelling of a parameter: {@code numOutputs} is {@code num_outputs} here; an unknown name is kept. */
    public String wireName(String name) {
        return properties.has(name) ? name : aliases.getOrDefault(name, name);
    }

    /** Whether the model has the parameter, in either spelling. */
    public boolean knows(String name) {
        return properties.has(wireName(name));
    }

    /** The parameter that has a role: {@code prompt}, {@code negative_prompt}, {@code image}, {@code mask}, {@code seed}. */
    public Optional<String> withRole(String role) {
        return Optional.ofNullable(roles.get(role)).filter(properties::has);
    }

    /**
     * Reads text as the published type of a parameter wants it, so that {@code megapixels=1} stays text and
     * {@code guidance=10} becomes a number. Text that does not fit the type is kept, for {@link #check} to report.
     */
    public Object read(String name, String text) {
        boolean isText = properties.path(name).path("type").asText().equals("string");
        return isText ? text : literal(text);
    }

    /** Reads text as one JSON value where it is one, else as the text that it is; {@code null} is no value but text. */
    public static Object literal(String text) {
        try {
            Object value = JSON.readValue(text, Object.class);
            return value == null ? text : value;
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /**
     * Compares a payload with what is published. The published default and the values of the published sample are never
     * findings.
     *
     * @param payload parameters by the service's names; pictures may be replaced by any text
     * @param complete whether nothing more will be added, so that a required parameter that is absent is a finding
     * @return all findings, in the order of the names
     */
    public List<Finding> check(Map<String, ?> payload, boolean complete) {
        JsonNode tree = JSON.valueToTree(payload);
        Map<String, Finding> findings = new TreeMap<>();
        for (ValidationMessage message : schema.validate(tree)) {
            String keyword = message.getType();
            boolean aboutObject = message.getProperty() != null;
            String name = aboutObject
                    ? message.getProperty()
                    : message.getInstanceLocation().getNameCount() == 0
                            ? ""
                            : message.getInstanceLocation().getName(0);
            if (keyword.equals("required") && aboutObject && !complete || published(name, tree.path(name))) {
                continue;
            }
            findings.putIfAbsent(
                    name, new Finding(name, describe(name, keyword), keyword.equals("additionalProperties")));
        }
        return new ArrayList<>(findings.values());
    }

    private boolean published(String name, JsonNode value) {
        return !value.isMissingNode()
                && (same(value, properties.path(name).path("default"))
                        || samples.stream().anyMatch(sample -> same(value, sample.path(name))));
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    private String describe(String name, String keyword) {
        JsonNode property = properties.path(name);
        return switch (keyword) {
            case "additionalProperties" ->
                "is not a parameter of this model"
                        + Similar.to(name, names())
                                .map(meant -> "; did you mean " + meant + "?")
                                .orElse("");
            case "required" -> "is missing";
            case "type" -> "must be of type " + joined(property.path("type"), " or ");
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" ->
                "is outside the range"
                        + bound(property, "minimum", " from ")
                        + bound(property, "exclusiveMinimum", " above ")
                        + bound(property, "maximum", " to ")
                        + bound(property, "exclusiveMaximum", " below ");
            case "enum" -> "must be one of " + joined(property.path("enum"), ", ");
            default -> "does not meet \"" + keyword + "\" of the model's description";
        };
    }

    private static String bound(JsonNode property, String keyword, String word) {
        return property.has(keyword) ? word + property.path(keyword).asText() : "";
    }

    private static String joined(JsonNode oneOrMany, String separator) {
        return oneOrMany.isArray()
                ? StreamSupport.stream(oneOrMany.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(separator))
                : oneOrMany.asText();
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        boolean upper = false;
        for (char c : name.toCharArray()) {
            if (c == '_' || c == '-') {
                upper = true;
            } else {
                camel.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return camel.toString();
    }

    @Override
    public String toString() {
        return "ModelSpec" + names();
    }
}
