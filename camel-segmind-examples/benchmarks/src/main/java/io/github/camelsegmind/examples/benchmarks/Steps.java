// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.List;
import java.util.Map;

/** What comes after a call in a route must not hold up the answers of others. */
final class Steps implements Scenario {

    @Override
    public Result run(Lab lab) throws Exception {
        int calls = lab.pick(40, 4);
        int latency = lab.pick(1000, 100);
        Measure slow = run(lab, "slow", calls, calls, latency);
        Measure nested = run(lab, "nested", calls, 20, latency);
        Measure loop = run(lab, "loop", lab.pick(4, 1), 20, 0);
        double wait = slow.more("slowest") - latency / 1e3;
        return new Result(
                "Steps behind the answer",
                calls + " calls of " + latency
                        + " ms at once, each followed by a step of 0.5 s; then by a nested call that"
                        + " is waited for (with the default of 20 places); then 4 exchanges with 50 calls each, one after"
                        + " the other.",
                List.of("work", "succeeded", "seconds", "threads", "slowest answer, s"),
                List.of(row("slow step", slow), row("nested call", nested), row("calls in a row", loop)),
                List.of(
                        Result.Bar.atMost("seconds that an answer waits for its step", 0.4, wait, " s"),
                        Result.Bar.all("ended with a slow step", calls, slow.succeeded()),
                        Result.Bar.all("ended with a nested call", calls, nested.succeeded()),
                        Result.Bar.all("ended with calls in a row", loop.calls(), loop.succeeded())),
                Map.of());
    }

    private static Measure run(Lab lab, String work, int calls, int places, int latency) throws Exception {
        Order order = Order.of(work, Peers.OURS, lab.service(1024, latency))
                .calls(calls, 1)
                .places(places)
                .limit(lab.pick(20, 10));
        return lab.once(order, "-Xmx256m");
    }

    private static List<String> row(String name, Measure measure) {
        return List.of(
                name,
                Text.outcome(measure),
                Text.number(measure.seconds()),
                Text.number(measure.threads()),
                measure.more("slowest") > 0 ? Text.number(measure.more("slowest")) : "-");
    }
}
