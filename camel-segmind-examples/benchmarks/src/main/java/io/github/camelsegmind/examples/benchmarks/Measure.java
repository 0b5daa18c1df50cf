// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.Map;

/**
 * What one turn of a measured process came to.
 *
 * @param unfinished calls that had not ended when the time was up
 * @param seconds wall time
 * @param cpu processor seconds of the whole process
 * @param allocated bytes, all threads together
 * @param peakHeap bytes, garbage included, as seen every 10 ms
 * @param threads the most live threads
 * @param rss peak resident bytes since the process started
 * @param more figures that only this work has
 * @param failures how often which failure came
 */
record Measure(
        int calls,
        int succeeded,
        int failed,
        int unfinished,
        double seconds,
        double cpu,
        long allocated,
        long peakHeap,
        int threads,
        long rss,
        Map<String, Double> more,
        Map<String, Integer> failures) {

    /** What is said of a process that was killed or died: nothing ended. */
    static Measure dead(int calls, double seconds, String why) {
        return new Measure(calls, 0, 0, calls, seconds, 0, 0, 0, 0, 0, Map.of(), Map.of(why, 1));
    }

    double perSecond() {
        return succeeded / seconds;
    }

    double allocatedEach() {
        return (double) allocated / Math.max(1, calls);
    }

    double cpuEach() {
        return cpu / Math.max(1, calls);
    }

    double more(String name) {
        return more.getOrDefault(name, Double.NaN);
    }

    boolean allSucceeded() {
        return calls > 0 && succeeded == calls;
    }
}
