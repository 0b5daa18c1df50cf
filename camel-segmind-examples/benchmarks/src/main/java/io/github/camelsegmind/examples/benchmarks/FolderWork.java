// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.SynchronizationAdapter;

/** A folder of pictures in, a folder of answers out, with nothing but a call in between. */
final class FolderWork {

    private FolderWork() {}

    static Measure run(Order order) throws Exception {
        Path in = Path.of(order.folder(), "in");
        Path out = Path.of(order.folder(), "out");
        fill(in, order);
        Tally tally = new Tally();
        CamelContext context = new DefaultCamelContext();
        try {
            context.addRoutes(route("file:" + in + "?initialDelay=0", tally, call(order), "file:" + out));
            Meter meter = new Meter();
            context.start();
            tally.await(order.calls(), order.limit());
            // A poll may list a file that is moved meanwhile; that exchange fails, and another still has the file.
            tally.await(order.calls() + tally.failed(), 5);
            Measure measure = meter.stop(tally, Map.of());
            return new Measure(
                    order.calls(),
                    measure.succeeded(),
                    measure.failed(),
                    Math.max(0, order.calls() - measure.succeeded() - measure.failed()),
                    measure.seconds(),
                    measure.cpu(),
                    measure.allocated(),
                    measure.peakHeap(),
                    measure.threads(),
                    measure.rss(),
                    Map.of(
                            "again", (double) tally.begun() - order.calls(),
                            "written", (double) files(out),
                            "left", (double) files(in),
                            "moved", (double) files(in.resolve(".camel"))),
                    measure.failures());
        } finally {
            context.stop();
        }
    }

    static Routes.Call call(Order order) {
        return order.peer().equals(Peers.OURS) ? Routes.ours(order) : Routes.byHand(order);
    }

    static RouteBuilder route(String from, Tally tally, Routes.Call call, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                call.add(from(from).process(exchange -> count(exchange, tally))).to(to);
            }
        };
    }

    private static void count(Exchange exchange, Tally tally) {
        tally.begin();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public int getOrder() {
                // After the file has been moved.
                return LOWEST;
            }

            @Override
            public void onDone(Exchange done) {
                tally.end(done.getException());
            }
        });
    }

    static void fill(Path folder, Order order) throws Exception {
        Files.createDirectories(folder);
        byte[] picture = new byte[order.upload()];
        new Random(1).nextBytes(picture);
        for (int i = 0; i < order.calls(); i++) {
            Files.write(folder.resolve("picture-" + i + ".bin"), picture);
        }
    }

    /** Regular files that are right in a folder. */
    static long files(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
