// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Counts calls from begin to end. Safe for use by several threads. */
final class Tally {

    private final Map<String, Integer> failures = new TreeMap<>();
    private int begun;
    private int succeeded;
    private int failed;

    synchronized void begin() {
        begun++;
    }

    /** A call ended: well when there is no failure. */
    synchronized void end(Throwable failure) {
        if (failure == null) {
            succeeded++;
        } else {
            failed++;
            failures.merge(failure.getClass().getSimpleName(), 1, Integer::sum);
        }
        notifyAll();
    }

    /** Waits until so many calls have ended; false when the time was up first. */
    synchronized boolean await(int ended, double seconds) throws InterruptedException {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        while (succeeded + failed < ended) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized int begun() {
        return begun;
    }

    synchronized int succeeded() {
        return succeeded;
    }

    synchronized int failed() {
        return failed;
    }

    synchronized int unfinished() {
        return begun - succeeded - failed;
    }

    synchronized Map<String, Integer> failures() {
        return new TreeMap<>(failures);
    }
}
