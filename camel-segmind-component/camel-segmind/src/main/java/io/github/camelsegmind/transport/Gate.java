// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A number of places. Whoever comes when all are taken waits, first come first served, without a thread. Safe for use by
 * several threads.
 */
final class Gate {

    private final int places;
    private final Deque<CompletableFuture<Place>> waiting = new ArrayDeque<>();
    private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);
    private int taken;
    private boolean closed;

    Gate(int places) {
        this.places = places;
    }

    /** A place that was taken; given back once, further calls do nothing. */
    final class Place implements AutoCloseable {

        private boolean given;

        @Override
        public void close() {
            CompletableFuture<Place> first;
            synchronized (Gate.this) {
                if (given) {
                    return;
                }
                given = true;
                first = waiting.pollFirst();
                if (first == null && --taken == 0) {
                    idle.complete(null);
                }
            }
            if (first != null) {
                first.complete(new Place());
            }
        }
    }

    /**
     * Asks for a place.
     *
     * @return complete at once when there is a place; else it completes on the thread that gives one back, or with a
     *     {@link CancellationException} when the gate is closed
     */
    CompletableFuture<Place> enter() {
        synchronized (this) {
            if (!closed && taken < places) {
                if (taken++ == 0) {
                    idle = new CompletableFuture<>();
                }
                return CompletableFuture.completedFuture(new Place());
            }
            CompletableFuture<Place> turn = new CompletableFuture<>();
            if (closed) {
                turn.cancel(false);
            } else {
                waiting.addLast(turn);
            }
            return turn;
        }
    }

    /** Lets nobody in any more, and sends those away who wait. */
    void close() {
        List<CompletableFuture<Place>> sentAway;
        synchronized (this) {
            closed = true;
            sentAway = new ArrayList<>(waiting);
            waiting.clear();
        }
        sentAway.forEach(turn -> turn.cancel(false));
    }

    /** Waits until all places have been given back; false when the limit came first. */
    boolean awaitIdle(Duration limit) throws InterruptedException {
        CompletableFuture<Void> empty;
        synchronized (this) {
            empty = idle;
        }
        try {
            empty.get(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
