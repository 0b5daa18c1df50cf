// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import io.github.camelsegmind.SegmindException.Failure;
import io.github.camelsegmind.SegmindValidationException;
import io.github.camelsegmind.catalog.ModelSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of one level of precedence, by the service's names. */
final class Parameters {

    private final String model;
    private final ModelSpec spec;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, String> writtenAs = new LinkedHashMap<>();

    /**
     * @param spec what is published about the model, null when nothing is
     */
    Parameters(String model, ModelSpec spec) {
        this.model = model;
        this.spec = spec;
    }

    /**
     * Adds a parameter in either spelling; a null value is none. Text is read as the published type wants it.
     *
     * @param source what the user wrote, for messages
     */
    void put(String name, Object value, String source) {
        String wireName = spec == null ? name : spec.wireName(name);
        String before = writtenAs.putIfAbsent(wireName, source);
        if (before != null) {
            throw new SegmindValidationException(
                    "Segmind call to " + model + " was refused before it was sent: the parameter " + wireName
                            + " is given twice, as " + before + " and as " + source + ". Remove one.",
                    Failure.beforeSending(model),
                    null);
        }
        if (value != null) {
            values.put(wireName, value instanceof String text && spec != null ? spec.read(wireName, text) : value);
        }
    }

    /** Adds all entries of a map. */
    void putAll(Map<?, ?> parameters, String source) {
        parameters.forEach((name, value) -> put(String.valueOf(name), value, source + "." + name));
    }

    Map<String, Object> values() {
        return values;
    }
}
