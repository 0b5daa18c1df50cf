// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** As many threads as there are processors, for checking and rendering: work that never waits. */
final class Workers implements Executor, AutoCloseable {

    private final ThreadPoolExecutor pool;

    /** A user's model files are found by the loader of whoever starts the sandbox, so the threads have to know it. */
    Workers(ClassLoader loader) {
        AtomicInteger number = new AtomicInteger();
        int size = Math.max(2, Runtime.getRuntime().availableProcessors());
        pool = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "segmind-sandbox-worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
        // What comes after close() has nobody left to be answered to.
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Drops what is queued and waits for what is being done. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            pool.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
