// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

/**
 * The service could not be reached (refused, DNS, TLS, connect limit: nothing was sent) or failed (5xx). Nothing was
 * charged. {@link #isRetryable()} tells whether the call is known not to have run: not sent, 502 and 503 are, other 5xx
 * are not.
 */
public class SegmindUnavailableException extends SegmindException {

    private final boolean retryable;

    public SegmindUnavailableException(String message, Failure failure, boolean retryable, Throwable cause) {
        super(message, failure, cause);
        this.retryable = retryable;
    }

    @Override
    public boolean isRetryable() {
        return retryable;
    }
}
