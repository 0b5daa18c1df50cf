// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.io.Closeable;
import java.util.function.Consumer;

/** One way to call the service. */
interface Peer extends Closeable {

    /**
     * Makes one call.
     *
     * @param picture a {@code byte[]} or a {@code File}
     * @param done told once how the call ended, null when well, on whatever thread
     */
    void call(Object picture, Consumer<Throwable> done);

    /** Whether {@link #call} returns only when the call has ended. */
    default boolean blocks() {
        return false;
    }
}
