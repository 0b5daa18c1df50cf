// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One call to the service.
 *
 * @param model the model, for messages
 * @param method the HTTP method
 * @param uri where to
 * @param apiKey the key
 * @param headers further HTTP headers
 * @param payload the body, null for none
 * @param confidential gives the texts that no message may repeat: the key and the prompts; asked on a failure only
 * @param answer how to take the answer
 * @param deadline when to give up
 * @param attempt 1 for the first try
 */
public record SegmindRequest(
        String model,
        String method,
        URI uri,
        String apiKey,
        Map<String, String> headers,
        Payload payload,
        Supplier<List<String>> confidential,
        AnswerPolicy answer,
        Deadline deadline,
        int attempt) {

    /**
     * How an answer is held while it arrives.
     *
     * @param maxSize the most bytes to take
     * @param spool whether bytes above 128 KB go to disk instead of memory
     */
    public record AnswerPolicy(long maxSize, boolean spool) {}

    /** The same call, tried once more. */
    public SegmindRequest again() {
        return new SegmindRequest(
                model, method, uri, apiKey, headers, payload, confidential, answer, deadline, attempt + 1);
    }

    /** Neither key nor payload. */
    @Override
    public String toString() {
        return method + " " + uri + " (" + (payload == null ? 0 : payload.length()) + " bytes, attempt " + attempt
                + ")";
    }
}
