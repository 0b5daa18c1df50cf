// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;

/** Which of the pictures a model's name and its parameters call for. */
enum Style {
    EDGES("canny", "edge", "hed", "lineart", "mlsd", "scribble", "sketch"),
    DEPTH("depth", "normal"),
    INPAINTING(),
    PAINTING();

    private static final List<String> CONTROLS = List.of("cn_type", "cn_model");

    private final List<String> words;

    Style(String... words) {
        this.words = List.of(words);
    }

    /** A mask decides; then the control that a parameter names; then the model's name. */
    static Style of(PictureOrder order) {
        if (!order.mask().isEmpty()) {
            return INPAINTING;
        }
        for (String control : CONTROLS) {
            JsonNode named = order.parameters().getOrDefault(control, MissingNode.getInstance());
            if (named.isTextual()) {
                return of(named.textValue());
            }
        }
        return of(order.model());
    }

    private static Style of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (Style style : values()) {
            if (style.words.stream().anyMatch(lower::contains)) {
                return style;
            }
        }
        return PAINTING;
    }
}
