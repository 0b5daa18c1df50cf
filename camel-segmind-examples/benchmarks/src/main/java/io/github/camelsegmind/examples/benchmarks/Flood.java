// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Thousands of slow calls at the same time. */
final class Flood implements Scenario {

    private static final int LATENCY = 5;
    private static final int SIZE = 256 * 1024;

    @Override
    public Result run(Lab lab) throws Exception {
        int calls = lab.pick(2000, 10);
        List<List<String>> rows = new ArrayList<>();
        Measure ours = run(lab, Peers.OURS, 256, calls);
        rows.add(Row.of(Peers.OURS, 256, ours));
        rows.add(Row.of(Peers.TUNED, 256, run(lab, Peers.TUNED, 256, calls)));
        rows.add(Row.of(Peers.ASYNC, 256, run(lab, Peers.ASYNC, 256, calls)));
        int more = lab.pick(10_000, 20);
        for (int heap : new int[] {256, 1024}) {
            String name = Peers.OURS + ", " + Text.number(more);
            rows.add(Row.of(name, heap, run(lab, Peers.OURS, heap, more)));
        }
        return new Result(
                "Thousands in flight",
                Text.number(calls) + " calls in flight, and then " + Text.number(more)
                        + ", 5 s latency, 256 KB answers, read by a step of the route; outputType=stream."
                        + " The bare client holds its answers in memory.",
                Row.COLUMNS,
                rows,
                List.of(
                        Result.Bar.all("succeeded of " + Text.number(calls), calls, ours.succeeded()),
                        Result.Bar.atMost("seconds for all", 2 * LATENCY, ours.seconds(), " s"),
                        Result.Bar.atMost("threads", 40, ours.threads(), ""),
                        Result.Bar.atMost("peak RSS", 300, ours.rss() / 1048576.0, " MB")),
                Map.of());
    }

    private static Measure run(Lab lab, String peer, int heap, int calls) throws Exception {
        String url = lab.service(SIZE, lab.pick(LATENCY * 1000, 100));
        Order order = Order.of("calls", peer, url)
                .calls(calls, calls)
                .output("stream", Answers.crc(Answers.png(SIZE)))
                .limit(lab.pick(calls > 5000 ? 45 : 25, 10));
        return lab.once(order, "-Xmx" + heap + "m");
    }
}
