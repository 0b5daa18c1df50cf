// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import io.github.camelsegmind.transport.ByteSpool;
import io.github.camelsegmind.transport.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Finds the pictures among parameters, wherever they stand, and makes them ready to be sent. */
final class Pictures {

    private final Exchange exchange;
    private final Model model;
    private final long maxRequestSize;

    Pictures(Exchange exchange, Model model, long maxRequestSize) {
        this.exchange = exchange;
        this.model = model;
        this.maxRequestSize = maxRequestSize;
    }

    /** The parameters with every binary value replaced by a {@link Payload.Source}. */
    Map<String, Object> ready(Map<String, Object> parameters) throws IOException {
        Map<String, Object> ready = new LinkedHashMap<>();
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            Object value = parameter.getValue();
            ready.put(parameter.getKey(), ready(parameter.getKey(), value));
        }
        return ready;
    }

    private Object ready(String name, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> ready = new LinkedHashMap<>();
            for (Map.Entry<?, ?> inner : map.entrySet()) {
                ready.put(String.valueOf(inner.getKey()), ready(name, inner.getValue()));
            }
            return ready;
        }
        if (value instanceof Collection<?> list) {
            List<Object> ready = new ArrayList<>();
            for (Object inner : list) {
                ready.add(ready(name, inner));
            }
            return ready;
        }
        return ImageInput.isBinary(value) ? picture(name, value) : value;
    }

    private Payload.Source picture(String name, Object value) throws IOException {
        Optional<Payload.Source> found;
        try {
            // The cap is on what is sent, and base64 makes four bytes of three.
            found = ImageInput.from(value, exchange, maxRequestSize / 4 * 3);
        } catch (ByteSpool.TooLarge e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw model.refusal(
                    "the picture for " + name + " cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
        Payload.Source picture = found.orElseThrow(() -> model.refusal("the picture for " + name + " has no content"));
        if (picture.length() == 0) {
            throw model.refusal("the picture for " + name + " is empty (0 bytes)");
        }
        return picture;
    }

    /** The parameters as far as they can be compared with the model's description. */
    static Map<String, Object> without(Map<String, Object> parameters) {
        Map<String, Object> text = new LinkedHashMap<>();
        parameters.forEach((name, value) -> text.put(name, without(value)));
        return text;
    }

    private static Object without(Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(Pictures::without).toList();
        }
        return value instanceof Payload.Source ? "picture" : value;
    }
}
