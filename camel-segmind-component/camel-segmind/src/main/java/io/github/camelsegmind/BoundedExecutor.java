// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs at most so many tasks at once on a pool that has no bound of its own; the others wait in turn. A thread that is
 * idle is used before another is started, which a pool with a queue does the other way round. It also bounds pools of
 * virtual threads, whose size bounds nothing. Never refuses a task.
 */
final class BoundedExecutor implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedExecutor.class);

    private final ExecutorService pool;
    private final int most;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    BoundedExecutor(ExecutorService pool, int most) {
        this.pool = pool;
        this.most = most;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            if (running == most) {
                waiting.add(task);
                return;
            }
            running++;
        }
        try {
            pool.execute(() -> runWithThoseThatWait(task));
        } catch (RejectedExecutionException e) {
            // The pool is being shut down; what is left to do is to end exchanges, and that has to be done.
            runWithThoseThatWait(task);
        }
    }

    private void runWithThoseThatWait(Runnable first) {
        Runnable task = first;
        while (task != null) {
            try {
                task.run();
            } catch (Throwable e) {
                // Those that wait have nothing to do with it.
                LOG.error("A task ended with an error that nobody handled", e);
            }
            task = next();
        }
    }

    private Runnable next() {
        synchronized (waiting) {
            Runnable next = waiting.poll();
            if (next == null) {
                running--;
            }
            return next;
        }
    }
}
