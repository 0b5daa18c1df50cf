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

    /** Runs an action after a while, on a thread that it must leave at once; never once the timer is closed. */
    Task schedule(Duration delay, Runnable action);

    /**
     * Completes after a while.
     *
     * @return completes exceptionally with a {@link CancellationException} when the timer is closed first
     */
    CompletableFuture<Void> after(Duration delay);

    /** Something that is to happen. */
    @FunctionalInterface
    interface Task {

        /** Lets it not happen, and gives its memory back at once. */
        void cancel();
    }
}
