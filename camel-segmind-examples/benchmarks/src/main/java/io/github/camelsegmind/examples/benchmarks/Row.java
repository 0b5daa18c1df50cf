// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.List;

/** A row of the tables of scenarios that make a number of calls under a limit of memory. */
final class Row {

    static final List<String> COLUMNS = List.of(
            "peer", "-Xmx", "succeeded", "seconds", "KB allocated a call", "peak heap MB", "peak RSS MB", "threads");

    private Row() {}

    static List<String> of(String peer, int heap, Measure measure) {
        return List.of(
                peer,
                heap + "m",
                Text.outcome(measure),
                Text.number(measure.seconds()),
                Text.kb(measure.allocatedEach()),
                Text.mb(measure.peakHeap()),
                Text.mb(measure.rss()),
                Text.number(measure.threads()));
    }
}
