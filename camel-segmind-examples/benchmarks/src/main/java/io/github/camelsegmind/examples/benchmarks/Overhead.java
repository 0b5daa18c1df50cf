// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a call costs when the service costs nothing. All peers run at once and take turns. */
final class Overhead implements Scenario {

    /** Added to the name of a peer that gets its picture as a file, as from a folder, not as bytes in memory. */
    private static final String FROM_FILE = ", from a file";

    private static final List<String> PEERS = List.of(
            Peers.OURS,
            Peers.ASYNC,
            Peers.HAND,
            Peers.TUNED,
            Peers.JDK,
            Peers.OURS + FROM_FILE,
            Peers.HAND + FROM_FILE);
    private static final int[] LEVELS = {1, 8, 64};

    private record Key(String peer, int level) {}

    @Override
    public Result run(Lab lab) throws Exception {
        String url = lab.service(1024, 0);
        Map<String, Program> programs = new LinkedHashMap<>();
        for (String peer : PEERS) {
            programs.put(peer, lab.measured(Lab.java(), "-Xmx256m"));
        }
        Map<Key, List<Measure>> measures = new LinkedHashMap<>();
        int rounds = lab.pick(7, 1);
        // The first rounds only warm up.
        for (int round = -lab.pick(3, 0); round < rounds; round++) {
            for (int level : LEVELS) {
                for (Map.Entry<String, Program> program : programs.entrySet()) {
                    Order order = order(program.getKey(), url);
                    Measure measure = program.getValue()
                            .ask(order.during(lab.pick(round < 0 ? 1200 : 700, 50), level), Measure.class, 60);
                    if (round >= 0) {
                        measures.computeIfAbsent(new Key(program.getKey(), level), key -> new ArrayList<>())
                                .add(measure);
                    }
                    // Forgets the calls it has seen, which would fill it.
                    lab.service(1024, 0);
                }
            }
        }
        return result(measures);
    }

    private static Order order(String name, String url) {
        Order order = Order.of("calls", name.replace(FROM_FILE, ""), url).places(64);
        return name.endsWith(FROM_FILE) ? order.folder("any") : order;
    }

    private static Result result(Map<Key, List<Measure>> measures) {
        List<List<String>> rows = new ArrayList<>();
        List<Result.Bar> bars = new ArrayList<>();
        Map<String, Double> plot = new LinkedHashMap<>();
        double[] overHand = {1.2, 1.7, 3};
        for (int i = 0; i < LEVELS.length; i++) {
            int level = LEVELS[i];
            double hand = rate(measures, Peers.HAND, level);
            for (String peer : PEERS) {
                List<Measure> turns = measures.get(new Key(peer, level));
                double rate = rate(measures, peer, level);
                plot.put(level + "|" + peer, rate / hand);
                rows.add(List.of(
                        String.valueOf(level),
                        peer,
                        Text.number(rate),
                        Text.number(rate / hand),
                        Text.number(Lab.median(turns, Measure::cpuEach) * 1e6),
                        Text.kb(Lab.median(turns, Measure::allocatedEach)),
                        Text.number(turns.stream().mapToInt(Measure::failed).sum())));
            }
            String at = " at " + level + " at once";
            double ours = rate(measures, Peers.OURS, level);
            bars.add(Result.Bar.atLeast(
                    "calls/s to the bare asynchronous client" + at,
                    0.9,
                    ours / rate(measures, Peers.ASYNC, level),
                    " ×"));
            bars.add(Result.Bar.atLeast(
                    "calls/s to the camel-http route" + at + FROM_FILE,
                    overHand[i],
                    rate(measures, Peers.OURS + FROM_FILE, level) / rate(measures, Peers.HAND + FROM_FILE, level),
                    " ×"));
            bars.add(Result.Bar.atMost(
                    "allocation a call to the bare asynchronous client" + at,
                    1.5,
                    allocation(measures, Peers.OURS, level) / allocation(measures, Peers.ASYNC, level),
                    " ×"));
        }
        return new Result(
                "Overhead of a call",
                "No latency, 1 KB pictures in and out, every process -Xmx256m, medians of turns of 0.7 s. The pictures"
                        + " are in memory where nothing else is said."
                        + " The bare clients send a payload that is ready made. The service takes its share of the same"
                        + " processors, which levels calls/s; the CPU time is the client's alone.",
                List.of(
                        "at once",
                        "peer",
                        "calls/s",
                        "to camel-http",
                        "CPU µs a call",
                        "KB allocated a call",
                        "failed"),
                rows,
                bars,
                plot);
    }

    private static double rate(Map<Key, List<Measure>> measures, String peer, int level) {
        return Lab.median(measures.get(new Key(peer, level)), Measure::perSecond);
    }

    private static double allocation(Map<Key, List<Measure>> measures, String peer, int level) {
        return Lab.median(measures.get(new Key(peer, level)), Measure::allocatedEach);
    }
}
