// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The clock and a scheduled executor. */
public final class ScheduledTimer implements Timer, AutoCloseable {

    private final ScheduledExecutorService scheduler;
    private final Set<CompletableFuture<Void>> waiting = ConcurrentHashMap.newKeySet();

    /**
     * @param scheduler runs what is due; closed by its owner, after this timer
     */
    public ScheduledTimer(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Task schedule(Duration delay, Runnable action) {
        try {
            Future<?> task = scheduler.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> task.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> due = new CompletableFuture<>();
        waiting.add(due);
        Task task = schedule(delay, () -> due.complete(null));
        due.whenComplete((done, closed) -> {
            waiting.remove(due);
            task.cancel();
        });
        if (scheduler.isShutdown()) {
            due.cancel(false);
        }
        return due;
    }

    /** Ends every wait exceptionally, so that nobody waits for a timer that is gone. */
    @Override
    public void close() {
        waiting.forEach(due -> due.cancel(false));
    }
}
