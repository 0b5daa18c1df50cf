// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Bounds how many calls are in flight, and how many answers wait for a thread to go on with. Whoever comes too many waits,
 * first come first served, without a thread. Safe for use by several threads.
 *
 * <p>The two bounds are apart because a thread that goes on with an answer may make a call of its own and wait for it:
 * that call must find a place even when every answer that is here waits for a thread. So the answers of calls from
 * within a route that goes on are counted apart, and calls in flight, which end by themselves, all together.
 */
public final class Admission {

    private final Gate inFlight;
    private final Gate fromOutside;
    private final Gate fromWithin;

    public Admission(int places) {
        if (places < 1) {
            throw new IllegalArgumentException("maxConcurrentRequests has to be at least 1");
        }
        this.inFlight = new Gate(places);
        this.fromOutside = new Gate(places);
        this.fromWithin = new Gate(places);
    }

    /** A place that was taken. Giving it back twice does nothing. */
    public static final class Place implements AutoCloseable {

        private final Gate.Place unfinished;
        private final Gate.Place inFlight;

        private Place(Gate.Place unfinished, Gate.Place inFlight) {
            this.unfinished = unfinished;
            this.inFlight = inFlight;
        }

        /** The call is no longer in flight; its answer still waits for a thread. */
        public void answered() {
            inFlight.close();
        }

        /** The answer has been taken up. */
        @Override
        public void close() {
            inFlight.close();
            unfinished.close();
        }
    }

    /**
     * Asks for a place.
     *
     * @param within whether a thread asks that works on the answer of another call
     * @return complete at once when there is a place; else it completes on the thread that gives one back, or with a
     *     {@link CancellationException} when the admission is closed
     */
    public CompletableFuture<Place> enter(boolean within) {
        Gate unfinished = within ? fromWithin : fromOutside;
        return unfinished.enter().thenCompose(first -> inFlight.enter().handle((second, refused) -> {
            if (refused != null) {
                first.close();
                throw new CancellationException();
            }
            return new Place(first, second);
        }));
    }

    /** Lets nobody in any more, and sends those away who wait. */
    public void close() {
        fromOutside.close();
        fromWithin.close();
        inFlight.close();
    }

    /** Waits until all places have been given back; false when the limit came first. */
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        return fromOutside.awaitIdle(limit) && fromWithin.awaitIdle(Duration.ofNanos(until - System.nanoTime()));
    }
}
