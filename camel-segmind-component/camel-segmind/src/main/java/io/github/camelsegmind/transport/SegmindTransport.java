// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.util.concurrent.CompletableFuture;

/** Sends a request to the service. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface SegmindTransport {

    /**
     * Sends without blocking the caller.
     *
     * @return completes with a 2xx response, which the receiver has to close, or with a
     *     {@link io.github.camelsegmind.SegmindException}; at the latest when the request's deadline passes. It may
     *     complete on an I/O thread, which the receiver must leave at once.
     */
    CompletableFuture<SegmindResponse> send(SegmindRequest request);
}
