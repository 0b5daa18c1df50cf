// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

/** The request was sent, and no whole answer came in time or the connection broke: the service may have run and charged it, so it is never repeated by the component. */
public class SegmindTimeoutException extends SegmindException {

    public SegmindTimeoutException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }

    @Override
    public boolean isPossiblyCharged() {
        return true;
    }
}
