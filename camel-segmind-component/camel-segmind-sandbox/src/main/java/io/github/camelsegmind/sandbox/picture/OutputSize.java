// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** How large a picture is to be: what the parameters say, else as large as the input. At most 1440 a side. */
record OutputSize(int width, int height) {

    static final int MAX_SIDE = 1440;
    private static final int MIN_SIDE = 16;
    private static final double MEGAPIXEL = 1024 * 1024;

    static OutputSize of(PictureOrder order, int inputWidth, int inputHeight) {
        JsonNode useInput = value(order, "use_input_img_dimension");
        if (useInput.isBoolean() && !useInput.booleanValue() || useInput.isNumber() && useInput.intValue() == 0) {
            return fitted(number(order, "custom_width", inputWidth), number(order, "custom_height", inputHeight));
        }
        double megapixels = value(order, "megapixels").asDouble(0);
        if (megapixels > 0) {
            double factor = Math.sqrt(megapixels * MEGAPIXEL / inputWidth / inputHeight);
            return fitted(inputWidth * factor, inputHeight * factor);
        }
        return fitted(number(order, "img_width", inputWidth), number(order, "img_height", inputHeight));
    }

    private static OutputSize fitted(double width, double height) {
        double factor = Math.min(1, MAX_SIDE / Math.max(width, height));
        return new OutputSize(side(width * factor), side(height * factor));
    }

    private static int side(double length) {
        return (int) Math.max(MIN_SIDE, Math.min(MAX_SIDE, Math.round(length)));
    }

    private static double number(PictureOrder order, String name, int otherwise) {
        JsonNode value = value(order, name);
        return value.isNumber() && value.asDouble() >= 1 ? value.asDouble() : otherwise;
    }

    private static JsonNode value(PictureOrder order, String name) {
        return order.parameters().getOrDefault(name, MissingNode.getInstance());
    }
}
