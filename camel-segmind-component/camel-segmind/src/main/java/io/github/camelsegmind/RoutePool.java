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
 * <p>A few threads do while tasks are short, and the others wait in turn; when none of them has ended a task for a moment,
 * because steps are slow, there may be more, up to a bound. A thread that is idle is used before another is started, which
 * a pool with a queue does the other way round. It also bounds pools of virtual threads, whose size bounds nothing.
 *
 * <p>A step may itself make a call and wait for its answer, which needs a thread here again. So a thread that is blocked
 * by Camel's waiting for an answer does not count: else enough of them would wait for each other for ever. Never refuses
 * a task.
 */
final class RoutePool implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(RoutePool.class);

    /** As many threads as calls are in flight by default. */
    private static final int USUAL = 20;

    /** How long tasks wait before it is looked again whether they get on. */
    private static final Duration SECOND_LOOK = Duration.ofMillis(50);

    private final ExecutorService pool;
    private final int most;
    private final Supplier<Collection<Thread>> waitingForAnswers;
    private final Timer timer;
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private int running;
    private long ended;
    private boolean lookingAgain;

    /**
     * @param pool starts a thread for each task, or uses an idle one
     * @param most how many tasks run at once when steps are slow
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
        startWorkers(usual());
    }

    private void startWorkers(int limit) {
        for (Runnable task = take(limit); task != null; task = take(limit)) {
            Runnable first = task;
            try {
                pool.execute(() -> work(first));
            } catch (RejectedExecutionException e) {
                // The pool is being shut down; what is left to do is to end exchanges, and that has to be done.
                work(first);
            }
        }
    }

    /** The next task for another thread, null when there is none or no thread may be added. */
    private Runnable take(int limit) {
        synchronized (tasks) {
            if (tasks.isEmpty()) {
                return null;
            }
            if (running < limit || running < limit + blocked()) {
                running++;
                return tasks.poll();
            }
            if (!lookingAgain) {
                lookingAgain = true;
                long endedBefore = ended;
                timer.schedule(SECOND_LOOK, () -> lookAgain(endedBefore));
            }
            return null;
        }
    }

    private void lookAgain(long endedBefore) {
        boolean stuck;
        synchronized (tasks) {
            lookingAgain = false;
            stuck = ended == endedBefore;
        }
        startWorkers(stuck ? most : usual());
    }

    private int usual() {
        return Math.min(USUAL, most);
    }

    private int blocked() {
        return (int) waitingForAnswers.get().stream().filter(workers::contains).count();
    }

    private void work(Runnable first) {
        Thread thread = Thread.currentThread();
        workers.add(thread);
        try {
            for (Runnable task = first; task != null; task = next()) {
                run(task);
            }
        } finally {
            workers.remove(thread);
        }
    }

    /** What this thread does next, null when it is one too many or there is nothing to do. */
    private Runnable next() {
        synchronized (tasks) {
            ended++;
            boolean oneTooMany = running > usual() && running > usual() + blocked();
            Runnable next = oneTooMany ? null : tasks.poll();
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
