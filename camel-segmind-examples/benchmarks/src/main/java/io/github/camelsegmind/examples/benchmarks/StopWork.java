// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Stops a context while all of its calls are in flight, and looks at what is left. */
final class StopWork {

    private StopWork() {}

    static Measure run(Order order) throws Exception {
        Path in = Path.of(order.folder(), "in");
        FolderWork.fill(in, order);
        Meter meter = new Meter();
        Tally tally = new Tally();
        Set<Thread> threadsBefore = threads();
        long socketsBefore = sockets();
        CamelContext context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(2);
        context.addRoutes(FolderWork.route(
                "file:" + in + "?initialDelay=0&readLock=markerFile",
                tally,
                Routes.ours(order),
                "file:" + Path.of(order.folder(), "out")));
        context.start();
        boolean all = until(() -> tally.begun() == order.calls() && sockets() >= socketsBefore + order.calls());
        long start = System.nanoTime();
        context.stop();
        Map<String, Double> more = new LinkedHashMap<>();
        more.put("stop", (System.nanoTime() - start) / 1e9);
        more.put("in flight", all ? order.calls() : (double) tally.begun());
        // Threads that were told to end may need a moment.
        until(() -> left(threadsBefore) == 0);
        more.put("threads", (double) left(threadsBefore));
        more.put("connections", (double) Math.max(0, sockets() - socketsBefore));
        more.put("locks", (double) locks(in));
        more.put("temporary", (double) FolderWork.files(Path.of(System.getProperty("java.io.tmpdir"))));
        more.put("kept", (double) FolderWork.files(in));
        return meter.stop(tally, more);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static boolean until(Condition condition) throws IOException {
        for (int i = 0; i < 100; i++) {
            if (condition.holds()) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return false;
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    /** The meter's own thread was made before. */
    private static long left(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .filter(thread -> thread.getThreadGroup() == null
                        || !thread.getThreadGroup().getName().equals("system"))
                .count();
    }

    /** Open connections of this process; Linux only, 0 elsewhere. */
    private static long sockets() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(open)) {
            return files.map(StopWork::target)
                    .filter(target -> target.startsWith("socket:"))
                    .count();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static long locks(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".camelLock")).count();
        }
    }
}
