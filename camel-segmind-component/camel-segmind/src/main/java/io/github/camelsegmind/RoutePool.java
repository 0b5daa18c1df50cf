// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import io.github.camelsegmind.transport.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which routes go on after a call, so that no step of a route holds up the client's I/O threads.
 *
 * <p>At most so many tasks run at once, on a pool that has no bound of its own; the others wait in turn. A thread that is
 * idle is used before another is started, which a pool with a queue does the other way round. It also bounds pools of
 * virtual threads, whose size bounds nothing.
 *
 * <p>A step may itself make a call and wait for its answer, which needs a thread here again. So a thread that is blocked
 * by Camel's waiting for an answer does not count: else enough of them would wait for each other for ever. Never refuses
 * a task.
 */
final class RoutePool implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(RoutePool.class);

    /** A thread may begin to wait just after the answer that it waits for was queued; it is noticed then. */
    private static final Duration SECOND_LOOK = Duration.ofMillis(50);

    private final ExecutorService pool;
    private final int most;
    private final Supplier<Collection<Thread>> waitingForAnswers;
    private final Timer timer;
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private int running;
    private boolean lookingAgain;

    /**
     * @param pool starts a thread for each task, or uses an idle one
     * @param most how many tasks run at once
     * @param waitingForAnswers all threads that wait for the answer of a call
     */
    RoutePool(ExecutorService pool, int most, Supplier<Collection<Thread>> waitingForAnswers, Timer timer) {
        this.pool = pool;
        this.most = most;
        this.waitingForAnswers = waitingForAnswers;
        this.timer = timer;
    }

    /** Whether this thread works on an answer. */
    boolean isWithin() {
        return workers.contains(Thread.currentThread());
    }

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
        }
        startWorkers();
    }

    private void startWorkers() {
        while (mayStart()) {
            try {
                pool.execute(this::work);
            } catch (RejectedExecutionException e) {
                // The pool is being shut down; what is left to do is to end exchanges, and that has to be done.
                work();
            }
        }
    }

    private boolean mayStart() {
        synchronized (tasks) {
            if (tasks.isEmpty()) {
                return false;
            }
            if (running < limit()) {
                running++;
                return true;
            }
            if (!lookingAgain) {
                lookingAgain = true;
                timer.schedule(SECOND_LOOK, this::lookAgain);
            }
            return false;
        }
    }

    private void lookAgain() {
        synchronized (tasks) {
            lookingAgain = false;
        }
        startWorkers();
    }

    private int limit() {
        return running < most
                ? most
                : most
                        + (int) waitingForAnswers.get().stream()
                                .filter(workers::contains)
                                .count();
    }

    private void work() {
        Thread thread = Thread.currentThread();
        workers.add(thread);
        try {
            for (Runnable task = next(); task != null; task = next()) {
                run(task);
            }
        } finally {
            workers.remove(thread);
        }
    }

    private Runnable next() {
        synchronized (tasks) {
            Runnable next = running > limit() ? null : tasks.poll();
            if (next == null) {
                running--;
            }
            return next;
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            // Those that wait have nothing to do with it.
            LOG.error("A task ended with an error that nobody handled", e);
        }
    }
}
