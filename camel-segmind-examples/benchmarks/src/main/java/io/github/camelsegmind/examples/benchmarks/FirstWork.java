// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Map;

/** The first call of a process. */
final class FirstWork {

    private FirstWork() {}

    static Measure run(Order order) throws Exception {
        long asked = System.currentTimeMillis();
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        Meter meter = new Meter();
        try (Peer peer = Peers.start(order)) {
            long ready = System.currentTimeMillis();
            Tally tally = new Tally();
            tally.begin();
            peer.call(Calls.picture(order), tally::end);
            tally.await(1, order.limit());
            long answered = System.currentTimeMillis();
            return meter.stop(
                    tally,
                    Map.of(
                            "jvm", (asked - started) / 1e3,
                            "start", (ready - asked) / 1e3,
                            "call", (answered - ready) / 1e3,
                            "all", (answered - started) / 1e3));
        }
    }
}
