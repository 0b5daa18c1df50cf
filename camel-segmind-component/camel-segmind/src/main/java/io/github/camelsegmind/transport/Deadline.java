// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.time.Duration;

/** When a call is given up. Its owner closes it when the call has ended. Safe for use by several threads. */
public final class Deadline implements AutoCloseable {

    private final Timer timer;
    private final Duration limit;
    private final long started;
    private final Timer.Task task;
    private Runnable onPassed;
    private boolean passed;

    private Deadline(Timer timer, Duration limit) {
        this.timer = timer;
        this.limit = limit;
        this.started = timer.nanoTime();
        this.task = timer.schedule(limit, this::pass);
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

    /** Runs the action when the deadline passes, in place of one that was named before; never when it is closed before. */
    void onPassed(Runnable action) {
        boolean now;
        synchronized (this) {
            onPassed = action;
            now = passed;
        }
        if (now) {
            action.run();
        }
    }

    private void pass() {
        Runnable action;
        synchronized (this) {
            passed = true;
            action = onPassed;
        }
        if (action != null) {
            action.run();
        }
    }

    @Override
    public void close() {
        task.cancel();
    }
}
