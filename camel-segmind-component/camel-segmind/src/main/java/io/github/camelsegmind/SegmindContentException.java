// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

/** The service reported success, but the answer is unusable: empty, of a wrong type, truncated or above {@code maxResponseSize}. It was charged. */
public class SegmindContentException extends SegmindException {

    public SegmindContentException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }

    @Override
    public boolean isPossiblyCharged() {
        return true;
    }
}
