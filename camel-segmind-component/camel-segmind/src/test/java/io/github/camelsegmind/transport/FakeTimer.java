// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Time that passes only when a test says so. */
final class FakeTimer implements Timer {

    private final Queue<Due> waiting = new PriorityQueue<>(Comparator.comparing(Due::at));
    private Duration passed = Duration.ZERO;

    private record Due(Duration at, CompletableFuture<Void> future) {}

    @Override
    public Instant now() {
        return Instant.parse("2026-01-01T00:00:00Z").plus(passed);
    }

    @Override
    public long nanoTime() {
        return passed.toNanos();
    }

    @Override
    public Task schedule(Duration delay, Runnable action) {
        CompletableFuture<Void> due = after(delay);
        due.thenRun(action);
        return () -> due.cancel(false);
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        waiting.add(new Due(passed.plus(delay), future));
        return future;
    }

    /** Lets time pass, and what is due happen at its own time. */
    void pass(Duration time) {
        Duration until = passed.plus(time);
        while (!waiting.isEmpty() && waiting.peek().at().compareTo(until) <= 0) {
            Due due = waiting.remove();
            passed = due.at();
            due.future().complete(null);
        }
        passed = until;
    }

    /** How long until the next thing is due that nobody has cancelled. */
    Optional<Duration> next() {
        waiting.removeIf(due -> due.future().isDone());
        return Optional.ofNullable(waiting.peek()).map(due -> due.at().minus(passed));
    }
}
