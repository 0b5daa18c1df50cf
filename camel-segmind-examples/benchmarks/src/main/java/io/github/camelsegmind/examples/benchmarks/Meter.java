// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Watches this process from its making to {@link #stop}. */
final class Meter {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final MemoryMXBean HEAP = ManagementFactory.getMemoryMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Map<Long, Long> allocated = new HashMap<>();
    private final Thread sampler = new Thread(this::sample, "meter");
    private final long allocatedBefore;
    private final long cpuBefore;
    private final long start;
    private volatile long peakHeap;
    private volatile boolean stopped;

    Meter() {
        System.gc();
        THREADS.resetPeakThreadCount();
        allocatedBefore = allocatedSoFar();
        sampler.setDaemon(true);
        sampler.start();
        cpuBefore = SYSTEM.getProcessCpuTime();
        start = System.nanoTime();
    }

    /** Java 17 knows what each live thread has allocated; those that end are counted up to their last sample. */
    private void sample() {
        for (int i = 0; !stopped; i++) {
            if (i % 10 == 0) {
                allocatedSoFar();
            }
            peakHeap = Math.max(peakHeap, HEAP.getHeapMemoryUsage().getUsed());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private synchronized long allocatedSoFar() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] != sampler.getId() && bytes[i] > 0) {
                allocated.put(ids[i], bytes[i]);
            }
        }
        return allocated.values().stream().mapToLong(Long::longValue).sum();
    }

    Measure stop(Tally tally, Map<String, Double> more) throws IOException {
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = (SYSTEM.getProcessCpuTime() - cpuBefore) / 1e9;
        long bytes = allocatedSoFar() - allocatedBefore;
        stopped = true;
        return new Measure(
                tally.begun(),
                tally.succeeded(),
                tally.failed(),
                tally.unfinished(),
                seconds,
                cpu,
                bytes,
                peakHeap,
                // The sampler is not the peer's.
                THREADS.getPeakThreadCount() - 1,
                peakResident(),
                more,
                tally.failures());
    }

    /** Linux only; 0 elsewhere. */
    private static long peakResident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
