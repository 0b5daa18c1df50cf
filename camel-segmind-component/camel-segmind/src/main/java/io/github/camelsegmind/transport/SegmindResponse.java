// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.util.Map;
import java.util.Optional;

/**
 * A 2xx answer. Whoever gets it closes it, which deletes the temporary file of a large body.
 *
 * @param status the HTTP status
 * @param headers the HTTP headers by their names in lower case
 * @param body the whole body
 * @param attempts how often the call was tried
 */
public record SegmindResponse(int status, Map<String, String> headers, SpooledBytes body, int attempts)
        implements AutoCloseable {

    /** A header's value by its name in lower case; empty when absent or blank. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    @Override
    public void close() {
        body.close();
    }

    @Override
    public String toString() {
        return "SegmindResponse[" + status + ", " + body.size() + " bytes]";
    }
}
