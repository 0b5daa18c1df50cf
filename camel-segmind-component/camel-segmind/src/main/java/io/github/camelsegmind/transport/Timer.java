// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** The only source of time and waiting, so that tests can replace both. Holds no thread while something waits. */
public interface Timer {

    /** The time of day, to compare with times that the service names. */
    Instant now();

    /** A count of nanoseconds that never jumps, to measure how long something took. */
    long nanoTime();

    /**
     * Completes after a while. Cancelling it gives the memory back at once.
     *
     * @return completes exceptionally with a {@link CancellationException} when the timer is closed first
     */
    CompletableFuture<Void> after(Duration delay);
}
