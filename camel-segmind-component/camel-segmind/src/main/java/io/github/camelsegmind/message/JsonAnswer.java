// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelsegmind.transport.SpooledBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A JSON answer: artefacts as base64, or something of the model's own. */
final class JsonAnswer {

    /** Jackson's own limit of 20 million characters is below a picture of 15 MB; the answer's size is capped already. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Where the service puts what a model made. */
    private static final Set<String> ARTEFACTS = Set.of("image", "images", "video", "videos", "audio", "audios");

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private final JsonNode json;

    private JsonAnswer(JsonNode json) {
        this.json = json;
    }

    /** An answer that is not what it claims to be. */
    static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    static JsonAnswer read(SpooledBytes body) throws IOException, Unusable {
        try (InputStream in = body.open()) {
            return new JsonAnswer(JSON.readTree(in));
        } catch (JsonProcessingException e) {
            throw new Unusable("its JSON is malformed or cut off");
        }
    }

    /** What the model made; empty when the answer is other JSON. */
    List<Artefact> artefacts() throws Unusable {
        List<Artefact> artefacts = new ArrayList<>();
        for (var field : json.properties()) {
            if (ARTEFACTS.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                JsonNode value = field.getValue();
                boolean empty = true;
                for (JsonNode one : value.isArray() ? value : List.of(value)) {
                    // What is there has been paid for, so a gap beside it does not make it unusable.
                    empty &= one.isNull();
                    if (one.isTextual() && !isUrl(one.asText())) {
                        artefacts.add(decode(field.getKey(), one.asText()));
                    }
                }
                if (empty) {
                    throw new Unusable("its " + field.getKey() + " is empty");
                }
            }
        }
        return artefacts;
    }

    /** The answer as it is. */
    Object value() throws Unusable {
        if (json.isContainerNode() && !json.isEmpty()) {
            JsonNode error = json.path("error");
            String reason = error.isContainerNode() ? error.path("message").asText("") : error.asText("");
            boolean failed = error.isContainerNode() && !error.isEmpty() || error.isTextual() && !reason.isEmpty();
            if (failed || json.path("status").asText("").equals("FAILED")) {
                throw new Unusable("it reports a failure" + (reason.isEmpty() ? "" : ": " + reason));
            }
            return JSON.convertValue(json, Object.class);
        }
        throw new Unusable("it holds nothing");
    }

    private static boolean isUrl(String text) {
        return text.startsWith("https://") || text.startsWith("http://");
    }

    private static Artefact decode(String name, String text) throws Unusable {
        boolean dataUrl = text.startsWith("data:");
        String base64 = dataUrl ? text.substring(text.indexOf(',') + 1) : text;
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(WHITE_SPACE.matcher(base64).replaceAll(""));
        } catch (IllegalArgumentException e) {
            throw new Unusable("its " + name + " is not base64");
        }
        if (bytes.length == 0) {
            throw new Unusable("its " + name + " is empty");
        }
        Optional<String> declared = dataUrl
                ? Optional.of(MediaTypes.of(text.substring("data:".length(), text.indexOf(','))))
                : Optional.empty();
        String type = declared.filter(found -> !found.isEmpty())
                .or(() -> MediaTypes.sniff(bytes))
                .orElse(MediaTypes.UNKNOWN);
        return new Artefact(SpooledBytes.inMemory(bytes), type);
    }
}
