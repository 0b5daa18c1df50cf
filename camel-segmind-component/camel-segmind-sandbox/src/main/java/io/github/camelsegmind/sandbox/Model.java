// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A model as its file describes it: a JSON Schema with a few words of our own. */
record Model(String slug, JsonNode schema) {

    private static final String FOLDER = "META-INF/segmind/models/";
    private static final Pattern LIKE_AN_IMAGE = Pattern.compile("(^|_)(image|img)(_?url)?$");
    private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /** Found on the class path, so that a user's own file serves as well as ours. */
    static Optional<Model> find(String slug) {
        if (!SLUG.matcher(slug).matches()) {
            return Optional.empty();
        }
        try (InputStream file = open(FOLDER + slug + ".json")) {
            return file == null ? Optional.empty() : Optional.of(new Model(slug, Json.MAPPER.readTree(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FOLDER + slug + ".json", e);
        }
    }

    /** A model without a file: it takes anything. */
    static Optional<Model> unknown(String slug) {
        return SLUG.matcher(slug).matches()
                ? Optional.of(new Model(slug, MissingNode.getInstance()))
                : Optional.empty();
    }

    BigDecimal price(BigDecimal otherwise) {
        JsonNode price = schema.path("x-segmind-price");
        return price.isNumber() ? price.decimalValue() : otherwise;
    }

    /** How long the service says that it takes; zero when it doesn't. */
    Duration publishedLatency() {
        return Duration.ofMillis(Math.round(schema.path("x-segmind-latency").asDouble(0) * 1000));
    }

    List<String> required() {
        List<String> names = new ArrayList<>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }

    JsonNode parameter(String name) {
        return schema.path("properties").path(name);
    }

    /** The parameter that plays a role, such as {@code image} or {@code seed}; a role is its own name by default. */
    String named(String role) {
        for (var property : schema.path("properties").properties()) {
            if (property.getValue().path("x-segmind-role").asText().equals(role)) {
                return property.getKey();
            }
        }
        return role;
    }

    /** The parameter that holds the input picture; for a model without a file the first that sounds like one. */
    String imageName(JsonNode parameters) {
        String named = named("image");
        if (schema.isMissingNode() && !parameters.has(named)) {
            for (var said : parameters.properties()) {
                if (said.getValue().isTextual()
                        && LIKE_AN_IMAGE.matcher(said.getKey()).find()) {
                    return said.getKey();
                }
            }
        }
        return named;
    }

    /** What a request says, else what the page says happens when it says nothing. */
    JsonNode value(JsonNode parameters, String name) {
        JsonNode said = parameters.path(name);
        return said.isMissingNode() || said.isNull() ? parameter(name).path("default") : said;
    }

    /** True for values that the service published itself: its default and those of its sample. */
    boolean isPublished(String name, JsonNode value) {
        return same(parameter(name).path("default"), value)
                || same(schema.path("examples").path(0).path(name), value);
    }

    static boolean same(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) == 0 : a.equals(b);
    }

    private static InputStream open(String file) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        InputStream found = context == null ? null : context.getResourceAsStream(file);
        return found == null ? Model.class.getClassLoader().getResourceAsStream(file) : found;
    }
}
