// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** As many threads as there are processors, for checking and rendering: work that never waits. */
final class Workers implements Executor, AutoCloseable {

    private final ThreadPoolExecutor pool;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /** A user's model files are found by the loader of whoever starts the sandbox, so the threads have to know it. */
    Workers(ClassLoader loader) {
        int size = Math.max(2, Runtime.getRuntime().availableProcessors());
        pool = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "segmind-sandbox-worker-" + (threads.size() + 1));
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            threads.add(thread);
            return thread;
        });
        // What comes after close() has nobody left to be answered to.
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Drops what is queued, and waits until the last thread is really gone. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            for (Thread thread : threads) {
                if (thread != Thread.currentThread()) {
                    thread.join(TimeUnit.SECONDS.toMillis(10));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
