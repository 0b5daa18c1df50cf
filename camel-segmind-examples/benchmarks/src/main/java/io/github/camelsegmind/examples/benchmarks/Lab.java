// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Where a scenario gets its service and its processes from; leaves none of them behind. */
final class Lab implements AutoCloseable {

    private final Path folder;
    private final boolean small;
    private final List<Program> programs = new ArrayList<>();
    private Program service;
    private Program shared;
    private int count;

    /** @param small whether to run the smallest form of everything, only to see that it runs */
    Lab(Path folder, boolean small) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.small = small;
    }

    int pick(int full, int smallest) {
        return small ? smallest : full;
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Starts the service, or changes how it behaves and forgets what it has counted. */
    String service(int size, int latency) throws Exception {
        if (service == null) {
            service = program(Service.class, java(), "-Xmx3g");
            service.ask(new Service.Setting(0, 0), Service.State.class, 20);
        }
        service.ask(new Service.Setting(size, latency), Service.State.class, 20);
        return seen().url();
    }

    /** What the service has counted. */
    Service.State seen() throws Exception {
        return service.ask(new Service.Setting(0, 0), Service.State.class, 20);
    }

    /** A process to be measured. In the smallest form all share one, because starting them takes the most time. */
    Program measured(Path javaHome, String... options) throws Exception {
        if (!small || !javaHome.equals(java())) {
            return program(Measured.class, javaHome, options);
        }
        if (shared == null) {
            shared = program(Measured.class, javaHome, "-Xmx256m");
        }
        return shared;
    }

    private Program program(Class<?> main, Path javaHome, String... options) throws IOException {
        Program program = Program.start(main, newFolder(), javaHome, options);
        programs.add(program);
        return program;
    }

    Path newFolder() throws IOException {
        return Files.createDirectories(folder.resolve("process-" + ++count));
    }

    /** One turn of a process that is started for it; one that does not answer is killed and counts as having done nothing. */
    Measure once(Order order, String... options) throws Exception {
        return once(order, java(), options);
    }

    /** The same with a first turn of a few calls, so that loading classes is not counted. */
    Measure warm(Order order, String... options) throws Exception {
        return once(List.of(order.calls(2, 1), order), java(), options);
    }

    Measure once(Order order, Path javaHome, String... options) throws Exception {
        return once(List.of(order), javaHome, options);
    }

    private Measure once(List<Order> orders, Path javaHome, String... options) throws Exception {
        Program program = measured(javaHome, options);
        Order order = orders.get(orders.size() - 1);
        try {
            for (Order before : orders.subList(0, orders.size() - 1)) {
                program.ask(before, Measure.class, order.limit());
            }
            return program.ask(order, Measure.class, order.limit() + 15);
        } catch (Program.Gone e) {
            return Measure.dead(order.calls(), order.limit() + 15, "process " + e.getMessage());
        } finally {
            if (program != shared) {
                program.close();
            }
        }
    }

    static double median(List<Measure> measures, ToDoubleFunction<Measure> figure) {
        double[] sorted = measures.stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    @Override
    public void close() throws IOException {
        for (Program program : programs) {
            program.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            // What was said on standard error stays for whoever wonders.
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.endsWith("err") && (Files.isRegularFile(path) || empty(path))) {
                    Files.delete(path);
                }
            }
        }
    }

    private static boolean empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
