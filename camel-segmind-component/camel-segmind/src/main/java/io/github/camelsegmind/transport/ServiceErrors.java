// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelsegmind.SegmindAuthenticationException;
import io.github.camelsegmind.SegmindCreditsException;
import io.github.camelsegmind.SegmindException;
import io.github.camelsegmind.SegmindException.Failure;
import io.github.camelsegmind.SegmindRateLimitException;
import io.github.camelsegmind.SegmindRequestException;
import io.github.camelsegmind.SegmindUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** What a status other than 2xx means; the only place that knows. */
final class ServiceErrors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_QUOTE = 300;

    private ServiceErrors() {}

    /**
     * @param headers by their names in lower case
     * @param body as much of the body as was kept
     * @param now to turn a reset time into a wait
     */
    static SegmindException of(
            SegmindRequest request, int status, Map<String, String> headers, byte[] body, Instant now) {
        String said = said(request, headers.getOrDefault("content-type", ""), body);
        Duration wait = retryAfter(headers, now);
        String requestId = headers.get("x-request-id");
        Failure failure = new Failure(request.model(), status, requestId, wait, request.attempt());
        String what = "Segmind answered " + status + " for " + request.model()
                + (said.isEmpty() ? "" : ", saying \"" + said + "\"")
                + (requestId == null ? "" : " (request " + requestId + ")")
                + ": ";
        return switch (status) {
            case 401 ->
                new SegmindAuthenticationException(
                        what + "the key is missing or was rejected; nothing was charged. Check apiKey.", failure, null);
            case 403 ->
                new SegmindAuthenticationException(
                        what
                                + "the key may not use this model; nothing was charged. Check the team's model permissions.",
                        failure,
                        null);
            case 402 ->
                new SegmindCreditsException(
                        what + "payment is required; nothing was charged. Top up the account.", failure, null);
            case 406 -> notAcceptable(what, said.toLowerCase(Locale.ROOT), failure);
            case 429 ->
                new SegmindRateLimitException(
                        what + "too many requests; this one did not run and was not charged. Repeat it "
                                + (wait == null ? "later" : "in " + wait.toSeconds() + " s")
                                + ", or lower maxConcurrentRequests.",
                        failure,
                        null);
            default -> status >= 500 ? unavailable(what, status, failure) : refused(what, status, failure);
        };
    }

    /** A 406 has four meanings that only its text tells apart; the content type is mentioned first where it is meant. */
    private static SegmindException notAcceptable(String what, String said, Failure failure) {
        if (said.contains("content type") || said.contains("content-type")) {
            return new SegmindRequestException(
                    what + "the Content-Type was not accepted; nothing was charged. Check what stands between this"
                            + " process and the service, such as a proxy.",
                    failure,
                    null);
        }
        if (said.contains("credit") || said.contains("balance")) {
            return new SegmindCreditsException(
                    what + "the account's credits do not cover this model; nothing was charged. Top up the account.",
                    failure,
                    null);
        }
        if (said.contains("limit") || said.contains("spending") || said.contains("budget")) {
            return new SegmindCreditsException(
                    what + "the team's spending cap is reached; nothing was charged. Raise the cap in the console.",
                    failure,
                    null);
        }
        return new SegmindRequestException(
                what + "a parameter's value was rejected; nothing was charged. Compare the parameters with the model's"
                        + " page.",
                failure,
                null);
    }

    private static SegmindException unavailable(String what, int status, Failure failure) {
        String meaning =
                switch (status) {
                    case 502, 503 ->
                        "the service is unavailable for now and did not run the call; nothing was charged."
                                + " Repeat it later.";
                    case 504 ->
                        "the service gave up waiting for the model; nothing was charged, but a repeat may run"
                                + " into the same. Ask for less (size, steps), or repeat later.";
                    default ->
                        "the service failed, often because of a parameter that the model could not take; nothing"
                                + " was charged. Compare the parameters with the model's page before repeating.";
                };
        return new SegmindUnavailableException(what + meaning, failure, status == 502 || status == 503, null);
    }

    private static SegmindException refused(String what, int status, Failure failure) {
        String meaning =
                switch (status) {
                    case 400, 422 ->
                        "the request was not understood or a parameter is wrong. Compare the parameters"
                                + " with the model's page.";
                    case 404 -> "there is no such model. Check the model's name in the URI.";
                    case 405 -> "the address takes no such call. Check baseUrl.";
                    case 410 -> "the model has been retired. Choose another model.";
                    case 413 -> "the request is too large. Send a smaller picture.";
                    default ->
                        status < 400
                                ? "a redirect, which is never followed, so that the key goes nowhere else. Check baseUrl."
                                : "the request was refused.";
                };
        return new SegmindRequestException(what + meaning + " Nothing was charged.", failure, null);
    }

    private static Duration retryAfter(Map<String, String> headers, Instant now) {
        String reset = headers.getOrDefault("x-rate-limit-reset-at-utc", "").strip();
        String seconds = headers.getOrDefault("retry-after", "").strip();
        return ResetTime.fromNow(reset, now)
                .orElseGet(() -> seconds.matches("\\d{1,9}")
                        ? ResetTime.bounded(Duration.ofSeconds(Long.parseLong(seconds)))
                        : null);
    }

    /** What the service said, short, on one line, and without anything confidential that it repeated. */
    private static String said(SegmindRequest request, String contentType, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (contentType.contains("html") || text.startsWith("<")) {
            return "";
        }
        try {
            JsonNode json = JSON.readTree(text);
            String error = first(json, "error", "message", "error_message", "detail", "html-message");
            String description = json.path("error_description").asText("");
            text = description.isEmpty() ? error : error + ": " + description;
        } catch (IOException e) {
            // Not JSON, or cut short: quote it as it is.
        }
        String masked = Confidential.mask(text, request.confidential().get()).replaceAll("\\s+", " ");
        return masked.length() <= LONGEST_QUOTE ? masked : masked.substring(0, LONGEST_QUOTE) + "…";
    }

    private static String first(JsonNode json, String... names) {
        for (String name : names) {
            JsonNode value = json.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                return value.isTextual() ? value.asText() : value.toString();
            }
        }
        return json.isTextual() ? json.asText() : "";
    }
}
