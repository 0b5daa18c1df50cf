// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Status, headers and body, before anything decides how they travel. Header names are in lower case. */
record Reply(int status, Map<String, String> headers, byte[] body) {

    static final String JSON = "application/json";

    static Reply of(int status, String contentType, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (contentType != null) {
            headers.put("content-type", contentType);
        }
        return new Reply(status, headers, body);
    }

    static Reply of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply error(int status, String text) {
        return of(status, JSON, object().put("error", text).toString());
    }

    /** What the service says with a status, in its own shape: JSON everywhere but for 405. */
    static Reply ofVendor(int status) {
        return switch (status) {
            case 400 -> error(400, "Bad request: invalid parameters or format");
            case 401 -> rejectedKey();
            case 403 -> error(403, "Insufficient permissions");
            case 404 -> error(404, "Model not found");
            case 405 -> methodNotAllowed();
            case 406 -> error(406, NotAcceptable.INSUFFICIENT_CREDITS.text());
            case 410 -> error(410, "This model has been retired");
            case 413 -> error(413, "Request body is too large");
            case 422 -> of(422, JSON, "{\"status\":\"FAILED\",\"error\":\"Inference failed\",\"metrics\":{}}");
            case 429 -> error(429, "Rate limit exceeded");
            case 500 -> error(500, "Internal server error");
            case 502 -> error(502, "Bad gateway");
            case 503 -> error(503, "Service unavailable");
            case 504 -> error(504, "Gateway timeout");
            default -> status < 400 ? of(status, null, "") : error(status, "Request failed with status " + status);
        };
    }

    static Reply missingKey() {
        return error(401, "Missing API key: send it in the Authorization header or in the x-api-key header");
    }

    static Reply rejectedKey() {
        ObjectNode body = object().put("error", "invalid_api_key")
                .put("error_description", "The API key is invalid or may have expired")
                .put("status_code", 401);
        return of(401, JSON, body.toString());
    }

    static Reply methodNotAllowed() {
        return of(405, "text/html; charset=utf-8", """
                <!doctype html>
                <html lang=en>
                <title>405 Method Not Allowed</title>
                <h1>Method Not Allowed</h1>
                <p>The method is not allowed for the requested URL.</p>
                """);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
