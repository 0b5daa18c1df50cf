// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.List;
import java.util.Map;

/** Stopping in the middle of everything. */
final class Stopping implements Scenario {

    @Override
    public Result run(Lab lab) throws Exception {
        int calls = lab.pick(40, 4);
        Order order = Order.of("stop", Peers.OURS, lab.service(1024, 30_000))
                .calls(calls, 1)
                .places(calls)
                .output("stream", 0)
                .limit(30)
                .folder(lab.newFolder().toString());
        Measure measure = lab.once(order, "-Xmx256m");
        return new Result(
                "Stopping with calls in flight",
                calls + " calls from a folder with readLock=markerFile, none of which will be answered within 30 s;"
                        + " the context is stopped with a shutdown limit of 2 s.",
                List.of("in flight", "ended", "seconds to stop", "files still in the folder"),
                List.of(List.of(
                        Text.number(measure.more("in flight")),
                        Text.number(measure.failed() + measure.succeeded()),
                        Text.number(measure.more("stop")),
                        Text.number(measure.more("kept")))),
                List.of(
                        Result.Bar.all("calls in flight at the stop", calls, measure.more("in flight")),
                        Result.Bar.all("exchanges ended", calls, (double) measure.failed() + measure.succeeded()),
                        Result.Bar.atMost("seconds to stop", 4, measure.more("stop"), " s"),
                        Result.Bar.none("threads left", measure.more("threads")),
                        Result.Bar.none("connections left", measure.more("connections")),
                        Result.Bar.none("locks left", measure.more("locks")),
                        Result.Bar.none("temporary files left", measure.more("temporary"))),
                Map.of());
    }
}
