// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The same with Camel's virtual threads, where pools bound nothing. */
final class VirtualThreads implements Scenario {

    @Override
    public Result run(Lab lab) throws Exception {
        String home = System.getProperty("jdk25", System.getenv().getOrDefault("JDK25_HOME", ""));
        String about = "500 calls of 200 ms offered at once, at most 20 in flight, on a newer JDK with"
                + " camel.threads.virtual.enabled=true. The JDK is found through -Djdk25=DIR or JDK25_HOME.";
        List<String> columns = List.of("succeeded", "seconds", "most in flight", "platform threads");
        if (home.isEmpty() || !Files.isDirectory(Path.of(home))) {
            return new Result(
                    "Virtual threads",
                    about + " There was none, so this was skipped.",
                    columns,
                    List.of(),
                    List.of(),
                    Map.of());
        }
        int calls = lab.pick(500, 30);
        Order order = Order.of("calls", Peers.OURS, lab.service(1024, 200))
                .calls(calls, calls)
                .places(20)
                .limit(30);
        Measure measure = lab.once(order, Path.of(home), "-Xmx256m", "-Dcamel.threads.virtual.enabled=true");
        int inFlight = lab.seen().maxInFlight();
        return new Result(
                "Virtual threads",
                about,
                columns,
                List.of(List.of(
                        Text.outcome(measure),
                        Text.number(measure.seconds()),
                        Text.number(inFlight),
                        Text.number(measure.threads()))),
                List.of(
                        Result.Bar.all("succeeded with virtual threads", calls, measure.succeeded()),
                        Result.Bar.atMost("in flight with virtual threads", 20, inFlight, "")),
                Map.of());
    }
}
