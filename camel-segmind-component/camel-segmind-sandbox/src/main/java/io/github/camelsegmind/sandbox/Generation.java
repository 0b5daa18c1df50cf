// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelsegmind.sandbox.Checks.Admitted;
import io.github.camelsegmind.sandbox.picture.Picture;
import io.github.camelsegmind.sandbox.picture.PictureOrder;
import io.github.camelsegmind.sandbox.picture.UnreadablePictureException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes a 200: one picture as bytes, and as JSON what was asked for as base64 or is more than one. */
final class Generation {

    private static final int MAX_PICTURES = 10;

    private final Settings settings;

    Generation(Settings settings) {
        this.settings = settings;
    }

    Reply run(Admitted admitted, Duration latency) throws UnreadablePictureException {
        Model model = admitted.model();
        JsonNode parameters = admitted.parameters();
        // What the service says it takes, unless we are told to take some other time: the same call, the same answer.
        Duration took = latency.isZero() ? model.publishedLatency() : latency;
        long seed = seed(model, parameters);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count(model, parameters); i++) {
            pictures.add(settings.renderer().render(order(model, parameters, seed + i)));
        }
        boolean json = pictures.size() > 1 || isTrue(model.value(parameters, "base64"));
        Reply reply = json
                ? Reply.of(200, Reply.JSON, envelope(pictures, took))
                : Reply.of(200, pictures.get(0).contentType(), pictures.get(0).bytes());
        return reply.with("x-generation-time", seconds(took)).with("x-seed-value", Long.toString(seed));
    }

    /** The headers that every charged answer has. */
    Reply withAccount(Reply reply, BigDecimal cost, BigDecimal left) {
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.put("x-remaining-credits", left.toPlainString());
        headers.put("x-cost", cost.toPlainString());
        headers.put(Checks.REQUEST_ID, UUID.randomUUID().toString());
        headers.putIfAbsent("x-generation-time", "0");
        return new Reply(reply.status(), headers, reply.body());
    }

    private PictureOrder order(Model model, JsonNode parameters, long seed) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        model.schema().path("properties").fieldNames().forEachRemaining(name -> {
            JsonNode value = model.value(parameters, name);
            if (!value.isMissingNode()) {
                values.put(name, value);
            }
        });
        parameters.properties().forEach(said -> values.putIfAbsent(said.getKey(), said.getValue()));
        return new PictureOrder(
                model.slug(),
                text(parameters, model.named("prompt")),
                text(parameters, model.imageName(parameters)),
                text(parameters, model.named("mask")),
                seed,
                values);
    }

    private long seed(Model model, JsonNode parameters) {
        JsonNode seed = model.value(parameters, model.named("seed"));
        return seed.canConvertToLong() && seed.isNumber() && seed.longValue() >= 0
                ? seed.longValue()
                : settings.seeds().getAsLong();
    }

    private static int count(Model model, JsonNode parameters) {
        int count = Math.max(
                model.value(parameters, "samples").asInt(1),
                model.value(parameters, "num_outputs").asInt(1));
        return Math.min(Math.max(count, 1), MAX_PICTURES);
    }

    private static String envelope(List<Picture> pictures, Duration took) {
        ObjectNode body = Reply.object();
        List<String> encoded = pictures.stream()
                .map(picture -> Base64.getEncoder().encodeToString(picture.bytes()))
                .toList();
        if (encoded.size() == 1) {
            body.put("image", encoded.get(0));
        } else {
            ArrayNode images = body.putArray("image");
            encoded.forEach(images::add);
        }
        return body.put("status", "Success")
                .put("infer_time", new BigDecimal(seconds(took)))
                .toString();
    }

    private static String seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
        return seconds.toPlainString();
    }

    private static String text(JsonNode parameters, String name) {
        JsonNode value = parameters.path(name);
        return value.isTextual() ? value.textValue() : "";
    }

    private static boolean isTrue(JsonNode value) {
        return value.asBoolean(false);
    }
}
