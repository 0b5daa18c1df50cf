// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import java.io.Serializable;
import java.time.Duration;
import org.apache.camel.RuntimeCamelException;

/**
 * A call to the service that failed. Routes branch on the subclasses in {@code onException}; the message says what
 * failed, the status, what the service said, what that means and what to do, and never holds the key, the prompt or a
 * picture.
 */
public class SegmindException extends RuntimeCamelException {

    private final Failure failure;

    public SegmindException(String message, Failure failure, Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    /**
     * The facts of a failure.
     *
     * @param model the model that was called
     * @param statusCode the HTTP status, 0 when there was none
     * @param requestId the service's id of the request, null when it gave none
     * @param retryAfter how long the service asked to wait, counted from the failure; null when it did not say
     * @param attempts how often the call was sent or tried; 0 when it was refused before the first
     */
    public record Failure(String model, int statusCode, String requestId, Duration retryAfter, int attempts)
            implements Serializable {

        /** A failure before anything was sent. */
        public static Failure beforeSending(String model) {
            return new Failure(model, 0, null, null, 0);
        }
    }

    /** The model that was called. */
    public String getModel() {
        return failure.model();
    }

    /** The HTTP status of the answer, 0 when there was no answer. */
    public int getStatusCode() {
        return failure.statusCode();
    }

    /** The service's id of the request, null when it gave none. */
    public String getRequestId() {
        return failure.requestId();
    }

    /** How long the service asked to wait before the next try, counted from the failure; null when it did not say. */
    public Duration getRetryAfter() {
        return failure.retryAfter();
    }

    /** How often the call was tried; 0 when it was refused before the first try. */
    public int getAttempts() {
        return failure.attempts();
    }

    /** Whether the same call is known not to have run and may succeed later. */
    public boolean isRetryable() {
        return false;
    }

    /** Whether the service may have run the call, and charged for it, although there is no result. */
    public boolean isPossiblyCharged() {
        return false;
    }
}
