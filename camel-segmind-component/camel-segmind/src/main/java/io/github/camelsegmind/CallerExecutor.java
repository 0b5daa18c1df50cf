// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs what is left to do of a synchronous call on the thread that waits for it, so that such calls end even when every
 * thread of the pool waits for one.
 */
final class CallerExecutor implements Executor {

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private volatile boolean finished;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Lets the waiting thread go. */
    void finish() {
        finished = true;
        tasks.add(() -> {});
    }

    /** Runs tasks until {@link #finish()}; the wait is bounded by the call's own deadline. */
    void runUntilFinished() throws InterruptedException {
        while (!finished) {
            tasks.take().run();
        }
    }
}
