// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A request that arrived whole, and what became of it.
 *
 * @param path the path as it was sent, without the query
 * @param model the model's slug; empty for a request that is not for a model
 * @param headers names in lower case
 * @param body empty when the sandbox was told not to keep bodies
 * @param status what was answered; 0 as long as nothing is, and for a call that never gets an answer
 * @param answer the body as it was meant, before a fault broke its delivery off
 * @param cost what was charged in credits; zero for everything but a 200
 * @param requestId the answer's {@code x-request-id}; empty when there is none
 */
public record ReceivedCall(
        String method,
        String path,
        String model,
        Map<String, String> headers,
        byte[] body,
        int status,
        byte[] answer,
        BigDecimal cost,
        String requestId) {

    /** The body read as JSON; a missing node when it is not JSON. */
    public JsonNode json() {
        return Json.parse(body);
    }

    /** The bytes of a picture that was sent inline, as raw base64 or as a data URL; empty for anything else. */
    public Optional<byte[]> picture(String parameter) {
        String text = json().path(parameter).asText();
        String base64 = text.startsWith("data:") ? text.substring(text.indexOf(',') + 1) : text;
        try {
            return base64.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One line without headers and bodies, which hold keys and pictures. */
    @Override
    public String toString() {
        String outcome = status == 0 ? "no answer" : Integer.toString(status);
        return method + " " + path + " -> " + outcome + ", " + cost.toPlainString() + " credits";
    }
}
