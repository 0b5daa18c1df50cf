// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

/** Refused before sending: an option, a parameter or the body is not what the model takes. Nothing was charged. */
public class SegmindValidationException extends SegmindException {

    public SegmindValidationException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }
}
