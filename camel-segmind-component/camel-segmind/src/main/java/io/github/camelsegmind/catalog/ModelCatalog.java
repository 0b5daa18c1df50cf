// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The models whose description is on the class path, at {@code META-INF/segmind/models/<model>.json}: ours and the
 * users' own. A file is read once, when its model is first asked for. Safe for use by several threads.
 */
public final class ModelCatalog {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Function<String, InputStream> classPath;
    private final Map<String, Optional<ModelSpec>> specs = new ConcurrentHashMap<>();

    /**
     * @param classPath opens a resource by its name, or returns null when there is none
     */
    public ModelCatalog(Function<String, InputStream> classPath) {
        this.classPath = classPath;
    }

    /**
     * The description of a model, empty when the class path has none.
     *
     * @throws IllegalArgumentException if there is a file that is not a JSON Schema of an object
     */
    public Optional<ModelSpec> find(String model) {
        return specs.computeIfAbsent(model, this::read);
    }

    private static ModelSpec spec(String name, JsonNode schema) {
        try {
            ModelSpec spec = new ModelSpec(schema);
            // References are resolved when they are first met: a broken one should be met here, not by a message.
            schema.path("properties")
                    .fieldNames()
                    .forEachRemaining(parameter -> spec.check(Map.of(parameter, ""), false));
            return spec;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(name + " is not a JSON Schema that can be used: " + e.getMessage(), e);
        }
    }

    private Optional<ModelSpec> read(String model) {
        String name = "META-INF/segmind/models/" + model + ".json";
        try (InputStream file = classPath.apply(name)) {
            if (file == null) {
                return Optional.empty();
            }
            JsonNode schema = JSON.readTree(file);
            if (!schema.path("properties").isObject()) {
                throw new IllegalArgumentException(name + " is not a JSON Schema with properties");
            }
            return Optional.of(spec(name, schema));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " is not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }
}
