// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

/** Too many requests (429): the call did not run, was not charged, and may be repeated after {@link #getRetryAfter()}. */
public class SegmindRateLimitException extends SegmindException {

    public SegmindRateLimitException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
