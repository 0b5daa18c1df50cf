// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.wire;

/** What is served. Every method is called on the selector thread, so none may block. */
public interface Service {

    /** A connection was accepted. */
    void connected();

    /** A request arrived whole and waits for {@link Exchange#answer}. */
    void arrived(Exchange exchange);

    /** Called once for each that arrived: its answer is on its way with the last byte, or its client is gone. */
    void released(Exchange exchange);
}
