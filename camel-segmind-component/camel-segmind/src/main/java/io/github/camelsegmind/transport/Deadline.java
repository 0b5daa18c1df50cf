// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** When a call is given up. Its owner closes it when the call has ended. */
public final class Deadline implements AutoCloseable {

    private final Timer timer;
    private final Duration limit;
    private final long started;
    private final CompletableFuture<Void> passed;

    private Deadline(Timer timer, Duration limit) {
        this.timer = timer;
        this.limit = limit;
        this.started = timer.nanoTime();
        this.passed = timer.after(limit);
    }

    /** A deadline that begins to run now. */
    public static Deadline in(Duration limit, Timer timer) {
        return new Deadline(timer, limit);
    }

    /** The whole time that was given. */
    public Duration limit() {
        return limit;
    }

    /** The time that is left; negative when it has passed. */
    public Duration remaining() {
        return limit.minusNanos(timer.nanoTime() - started);
    }

    /** Runs the action when the deadline passes; never when it is closed before. */
    void onPassed(Runnable action) {
        passed.thenRun(action);
    }

    @Override
    public void close() {
        passed.cancel(false);
    }
}
