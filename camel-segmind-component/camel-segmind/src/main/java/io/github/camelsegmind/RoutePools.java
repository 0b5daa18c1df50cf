// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;

/**
 * The threads on which routes go on after a call, so that no step of a route holds up the client's I/O threads.
 *
 * <p>A step may itself make a call and wait for it. Were the answer to need a thread of the same pool, enough such steps
 * would wait for each other for ever; so calls made on a thread of one pool go on in the next.
 */
final class RoutePools {

    /** The name of the thread pool profile whose {@code maxPoolSize} users may register to size the pools themselves. */
    static final String PROFILE = "segmind";

    /** More than the default of calls in flight, so that no answer waits for a slow step behind another. */
    private static final int MOST_THREADS = 64;

    private final Object source;
    private final ExecutorServiceManager executors;
    private final Map<Integer, Level> levels = new ConcurrentHashMap<>();
    private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

    private record Level(ExecutorService pool, Executor bounded) {}

    RoutePools(Object source, CamelContext context) {
        this.source = source;
        this.executors = context.getExecutorServiceManager();
    }

    /** How many answers of ours are being worked on around the code that this thread runs; 0 outside a route of ours. */
    int depth() {
        return depth.get();
    }

    /** Where a call made on this thread goes on; never refuses, so that every exchange ends. */
    Executor forThisThread() {
        int here = depth();
        Executor level = levels.computeIfAbsent(here, this::newLevel).bounded();
        return task -> level.execute(() -> run(task, here + 1));
    }

    private void run(Runnable task, int inside) {
        depth.set(inside);
        try {
            task.run();
        } finally {
            depth.remove();
        }
    }

    private Level newLevel(int level) {
        ExecutorService pool = executors.newCachedThreadPool(source, level == 0 ? "Segmind" : "SegmindNested" + level);
        ThreadPoolProfile profile = executors.getThreadPoolProfile(PROFILE);
        // What waits for a thread still holds its place among the calls in flight, so its number is bounded too.
        return new Level(pool, new BoundedExecutor(pool, profile == null ? MOST_THREADS : profile.getMaxPoolSize()));
    }

    void close() {
        levels.values().forEach(level -> executors.shutdown(level.pool()));
    }
}
