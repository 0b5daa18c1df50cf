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
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

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
            ready.put(parameter.getKey(), ready(parameter.getKey(), value, again -> replay(value, again)));
        }
        return ready;
    }

    private Object ready(String name, Object value, Consumer<Object> replay) throws IOException {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> ready = new LinkedHashMap<>();
            for (Map.Entry<?, ?> inner : map.entrySet()) {
                ready.put(String.valueOf(inner.getKey()), ready(name, inner.getValue(), again -> {}));
            }
            return ready;
        }
        if (value instanceof Collection<?> list) {
            List<Object> ready = new ArrayList<>();
            for (Object inner : list) {
                ready.add(ready(name, inner, again -> {}));
            }
            return ready;
        }
        return ImageInput.isBinary(value) ? picture(name, value, replay) : value;
    }

    private Payload.Source picture(String name, Object value, Consumer<Object> replay) throws IOException {
        Payload.Source picture;
        try {
            // The cap is on what is sent, and base64 makes four bytes of three.
            picture = ImageInput.from(value, exchange, maxRequestSize / 4 * 3, replay)
                    .orElseThrow(() -> model.refusal("the picture for " + name + " has no content"));
        } catch (ByteSpool.TooLarge e) {
            throw e;
        } catch (IOException e) {
            throw model.refusal(
                    "the picture for " + name + " cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
        if (picture.length() == 0) {
            throw model.refusal("the picture for " + name + " is empty (0 bytes)");
        }
        return picture;
    }

    /** A stream that was read is put back as something that can be read again, for whoever repeats the call. */
    private void replay(Object read, Object again) {
        Message message = exchange.getMessage();
        if (message.getBody() == read) {
            message.setBody(again);
        } else {
            message.getHeaders().entrySet().stream()
                    .filter(header -> header.getValue() == read)
                    .forEach(header -> header.setValue(again));
        }
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
