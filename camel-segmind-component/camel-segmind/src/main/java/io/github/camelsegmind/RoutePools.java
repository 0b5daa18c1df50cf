// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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

    /** The name of the thread pool profile that users may register to size the pools themselves. */
    static final String PROFILE = "segmind";

    private final Object source;
    private final ExecutorServiceManager executors;
    private final Map<Integer, ExecutorService> pools = new ConcurrentHashMap<>();
    private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

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
        ExecutorService pool = pools.computeIfAbsent(here, this::newPool);
        return task -> {
            try {
                pool.execute(() -> run(task, here + 1));
            } catch (RejectedExecutionException e) {
                task.run();
            }
        };
    }

    private void run(Runnable task, int inside) {
        depth.set(inside);
        try {
            task.run();
        } finally {
            depth.remove();
        }
    }

    private ExecutorService newPool(int level) {
        return executors.newThreadPool(source, level == 0 ? "Segmind" : "SegmindNested" + level, profile());
    }

    private ThreadPoolProfile profile() {
        ThreadPoolProfile registered = executors.getThreadPoolProfile(PROFILE);
        if (registered != null) {
            return registered;
        }
        ThreadPoolProfile profile = new ThreadPoolProfile(PROFILE);
        profile.setPoolSize(32);
        profile.setMaxPoolSize(32);
        // What waits in the queue still holds its place among the calls in flight, which are bounded.
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setKeepAliveTime(30L);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        return profile;
    }

    void close() {
        pools.values().forEach(executors::shutdown);
    }
}
