// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder of pictures: the plainest route that there is. */
final class Folder implements Scenario {

    private static final int SIZE = 1024 * 1024;

    @Override
    public Result run(Lab lab) throws Exception {
        int pictures = lab.pick(200, 4);
        int fewer = lab.pick(10, 2);
        List<List<String>> rows = new ArrayList<>();
        Measure hand = run(lab, Peers.HAND, fewer, 1);
        double handAll = hand.seconds() / fewer * pictures;
        rows.add(row(Peers.HAND + ", measured with " + fewer, hand, hand.seconds()));
        rows.add(row(Peers.HAND + ", the same for " + pictures, hand, handAll));
        Map<String, Double> plot = new LinkedHashMap<>();
        plot.put(Peers.HAND, handAll);
        List<Result.Bar> bars = new ArrayList<>();
        for (int places : new int[] {20, 200}) {
            Measure ours = run(lab, Peers.OURS, pictures, places);
            int charged = lab.seen().charged();
            String with = " with maxConcurrentRequests=" + places;
            rows.add(row(Peers.OURS + with, ours, ours.seconds()));
            plot.put(Peers.OURS + ", " + places + " at once", ours.seconds());
            bars.add(Result.Bar.atLeast(
                    "speed to the camel-http route" + with, places == 20 ? 15 : 40, handAll / ours.seconds(), " ×"));
            bars.add(Result.Bar.all("answers written" + with, pictures, ours.more("written")));
            bars.add(Result.Bar.all("calls charged" + with, pictures, charged));
            bars.add(Result.Bar.none("files that stayed" + with, ours.more("left")));
            bars.add(Result.Bar.none("exchanges that failed" + with, ours.failed()));
        }
        return new Result(
                "A folder of pictures",
                pictures
                        + " pictures of 1 MB, 2 s latency, 1 MB answers, file → call → file, -Xmx256m, outputType=file."
                        + " The camel-http route takes its files one after the other, so it is measured with " + fewer
                        + " of them and the time is multiplied. A file came again when a poll had listed it just before it was"
                        + " moved, which Camel's file consumer does not prevent; it is refused before anything is sent.",
                List.of(
                        "route",
                        "succeeded",
                        "seconds",
                        "in .camel",
                        "came again",
                        "peak heap MB",
                        "peak RSS MB",
                        "threads"),
                rows,
                bars,
                plot);
    }

    private static Measure run(Lab lab, String peer, int pictures, int places) throws Exception {
        Order order = Order.of("folder", peer, lab.service(SIZE, lab.pick(2000, 100)))
                .calls(pictures, 1)
                .places(places)
                .upload(SIZE)
                .output("file", 0)
                .limit(60)
                .folder(lab.newFolder().toString());
        return lab.once(order, "-Xmx256m");
    }

    private static List<String> row(String name, Measure measure, double seconds) {
        return List.of(
                name,
                Text.outcome(measure),
                Text.number(seconds),
                Text.number(measure.more("moved")),
                Text.number(measure.more("again")),
                Text.mb(measure.peakHeap()),
                Text.mb(measure.rss()),
                Text.number(measure.threads()));
    }
}
