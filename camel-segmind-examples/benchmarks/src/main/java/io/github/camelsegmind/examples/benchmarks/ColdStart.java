// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The first call of a fresh JVM. Has no bar of its own; it is there to be known. */
final class ColdStart implements Scenario {

    private static final List<String> PEERS = List.of(Peers.OURS, Peers.HAND, Peers.ASYNC);

    @Override
    public Result run(Lab lab) throws Exception {
        String url = lab.service(1024, 0);
        List<List<Measure>> measures = new ArrayList<>();
        PEERS.forEach(peer -> measures.add(new ArrayList<>()));
        int rounds = lab.pick(5, 1);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < PEERS.size(); i++) {
                measures.get(i).add(lab.once(Order.of("first", PEERS.get(i), url), "-Xmx256m"));
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < PEERS.size(); i++) {
            List<Measure> one = measures.get(i);
            rows.add(List.of(
                    PEERS.get(i),
                    seconds(one, "jvm"),
                    seconds(one, "start"),
                    seconds(one, "call"),
                    seconds(one, "all")));
        }
        return new Result(
                "Cold start",
                "The first call in a fresh JVM, medians of " + rounds + ", in seconds.",
                List.of("peer", "JVM", "context and client", "first call", "from the JVM's start to the answer"),
                rows,
                List.of(),
                Map.of());
    }

    private static String seconds(List<Measure> measures, String name) {
        return Text.number(Lab.median(measures, measure -> measure.more(name)));
    }
}
