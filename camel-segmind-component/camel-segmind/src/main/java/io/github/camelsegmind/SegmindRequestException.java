// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

/** The service refused the request (400, 404, 405, 410, 413, 422, a redirect, or a 406 that is not about money). Nothing was charged, and the same request will be refused again. */
public class SegmindRequestException extends SegmindException {

    public SegmindRequestException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }
}
