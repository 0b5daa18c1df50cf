// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of one level of precedence, by the service's names. */
final class Parameters {

    private final Model model;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, String> writtenAs = new LinkedHashMap<>();

    Parameters(Model model) {
        this.model = model;
    }

    /**
     * Adds a parameter in either spelling; a null value is none. Text is read as the published type wants it.
     *
     * @param source what the user wrote, for messages
     */
    void put(String name, Object value, String source) {
        String wireName = model.wireName(name);
        String before = writtenAs.putIfAbsent(wireName, source);
        if (before != null) {
            throw model.refusal("the parameter " + wireName + " is given twice, as " + before + " and as " + source
                    + ". Remove one");
        }
        if (value != null) {
            values.put(
                    wireName,
                    value instanceof String text && model.isCatalogued()
                            ? model.spec().read(wireName, text)
                            : value);
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
