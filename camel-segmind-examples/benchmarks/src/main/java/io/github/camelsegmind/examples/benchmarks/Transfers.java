// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Large pictures on small heaps, in either direction. */
final class Transfers {

    private static final int MB = 1024 * 1024;
    private static final int AT_ONCE = 32;

    private Transfers() {}

    static Result uploads(Lab lab) throws Exception {
        int calls = lab.pick(64, 4);
        int size = lab.pick(10 * MB, 200_000);
        List<List<String>> rows = new ArrayList<>();
        List<Result.Bar> bars = new ArrayList<>();
        for (int heap : new int[] {128, 64}) {
            Measure ours = run(lab, Peers.OURS, heap, calls, size, 1024, "stream");
            rows.add(Row.of(Peers.OURS, heap, ours));
            String with = " with -Xmx" + heap + "m";
            bars.add(Result.Bar.all("succeeded" + with, calls, ours.succeeded()));
            bars.add(Result.Bar.atMost("allocated each" + with, 0.2, ours.allocatedEach() / MB, " MB"));
            bars.add(Result.Bar.atMost("peak heap" + with, 32, (double) ours.peakHeap() / MB, " MB"));
        }
        rows.add(Row.of(Peers.TUNED, 128, run(lab, Peers.TUNED, 128, calls, size, 1024, "bytes")));
        return new Result(
                "Uploads",
                "64 pictures of 10 MB, 32 at once, after two calls to load classes.",
                Row.COLUMNS,
                rows,
                bars,
                Map.of());
    }

    static Result downloads(Lab lab) throws Exception {
        int calls = lab.pick(64, 4);
        int size = lab.pick(8 * MB, 200_000);
        List<List<String>> rows = new ArrayList<>();
        List<Result.Bar> bars = new ArrayList<>();
        for (String output : List.of("stream", "file")) {
            Measure ours = run(lab, Peers.OURS, 64, calls, 1024, size, output);
            rows.add(Row.of(Peers.OURS + ", " + output, 64, ours));
            bars.add(Result.Bar.all("intact as " + output, calls, ours.succeeded()));
            bars.add(Result.Bar.atMost("peak heap as " + output, 32, (double) ours.peakHeap() / MB, " MB"));
        }
        rows.add(Row.of(Peers.TUNED, 64, run(lab, Peers.TUNED, 64, calls, 1024, size, "stream")));
        return new Result(
                "Large answers to disk",
                "64 answers of 8 MB, 32 at once, after two calls; read by a step of the route and compared.",
                Row.COLUMNS,
                rows,
                bars,
                Map.of());
    }

    static Result memory(Lab lab) throws Exception {
        int calls = lab.pick(64, 4);
        int size = lab.pick(8 * MB, 200_000);
        Measure ours = run(lab, Peers.OURS, 256, calls, 1024, size, "bytes");
        List<List<String>> rows = new ArrayList<>();
        rows.add(Row.of(Peers.OURS, 256, ours));
        rows.add(Row.of(Peers.TUNED, 256, run(lab, Peers.TUNED, 256, calls, 1024, size, "bytes")));
        rows.add(Row.of(Peers.ASYNC, 256, run(lab, Peers.ASYNC, 256, calls, 1024, size, "bytes")));
        return new Result(
                "Large answers in too little memory",
                "64 answers of 8 MB as byte[], 32 at once: as much as the whole heap, and more with what else is there.",
                Row.COLUMNS,
                rows,
                List.of(
                        Result.Bar.none("exchanges that never ended", ours.unfinished()),
                        Result.Bar.atLeast("succeeded of " + calls, calls / 2 + 1, ours.succeeded(), "")),
                Map.of());
    }

    private static Measure run(Lab lab, String peer, int heap, int calls, int upload, int size, String output)
            throws Exception {
        String url = lab.service(size, lab.pick(300, 10));
        long crc = Answers.crc(Answers.png(size));
        Order order = Order.of("calls", peer, url)
                .calls(calls, AT_ONCE)
                .upload(upload)
                .output(output, crc)
                .limit(lab.pick(20, 10));
        return lab.warm(order, "-Xmx" + heap + "m");
    }
}
