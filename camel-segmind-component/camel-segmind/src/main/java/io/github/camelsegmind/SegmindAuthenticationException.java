// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

/** The service refused the key (401) or the key may not use this model (403). Nothing was charged. */
public class SegmindAuthenticationException extends SegmindException {

    public SegmindAuthenticationException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }
}
