// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds how many calls are in flight, and how many answers wait for a thread to go on with. Whoever comes too many waits,
 * first come first served, without a thread. Safe for use by several threads.
 *
 * <p>The two bounds are apart because a thread that goes on with an answer may make a call of its own and wait for it:
 * that call must find a place even when every answer that is here waits for a thread. So answers are counted by depth,
 * the number of answers being worked on around the call, and calls in flight, which end by themselves, all together.
 */
public final class Admission {

    private final int places;
    private final Gate inFlight;
    private final Map<Integer, Gate> unfinished = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public Admission(int places) {
        if (places < 1) {
            throw new IllegalArgumentException("maxConcurrentRequests has to be at least 1");
        }
        this.places = places;
        this.inFlight = new Gate(places);
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
     * @param depth how many answers are being worked on around the call
     * @return complete at once when there is a place; else it completes on the thread that gives one back, or with a
     *     {@link CancellationException} when the admission is closed
     */
    public CompletableFuture<Place> enter(int depth) {
        Gate gate = unfinished.computeIfAbsent(depth, level -> new Gate(places));
        if (closed) {
            gate.close();
        }
        return gate.enter().thenCompose(first -> inFlight.enter().handle((second, refused) -> {
            if (refused != null) {
                first.close();
                throw new CancellationException();
            }
            return new Place(first, second);
        }));
    }

    /** Lets nobody in any more, and sends those away who wait. */
    public void close() {
        closed = true;
        unfinished.values().forEach(Gate::close);
        inFlight.close();
    }

    /** Waits until all places have been given back; false when the limit came first. */
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        for (Gate gate : unfinished.values()) {
            if (!gate.awaitIdle(Duration.ofNanos(until - System.nanoTime()))) {
                return false;
            }
        }
        return true;
    }
}
