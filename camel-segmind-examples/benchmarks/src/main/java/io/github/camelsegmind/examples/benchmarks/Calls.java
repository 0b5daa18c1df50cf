// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Makes calls, so many at once, as a consumer does: one thread that hands out, or one each for a peer that blocks. */
final class Calls {

    private final Order order;
    private final Peer peer;
    private final Object picture;
    private final Tally tally = new Tally();
    private final long until;

    private Calls(Order order, Peer peer, Object picture) {
        this.order = order;
        this.peer = peer;
        this.picture = picture;
        this.until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(order.millis());
    }

    static Measure run(Order order, Peer peer, Object picture) throws Exception {
        Meter meter = new Meter();
        Calls calls = new Calls(order, peer, picture);
        if (peer.blocks()) {
            calls.withThreads();
        } else {
            calls.handOut();
        }
        calls.tally.await(calls.tally.begun(), order.limit());
        return meter.stop(calls.tally, Map.of());
    }

    /** Small pictures are in memory, large ones, or any if the order has a folder, on disk, as from a file consumer. */
    static Object picture(Order order) throws IOException {
        byte[] bytes = new byte[order.upload()];
        new Random(1).nextBytes(bytes);
        if (bytes.length <= 64 * 1024 && order.folder().isEmpty()) {
            return bytes;
        }
        Path file = Files.createTempFile("upload-", ".bin");
        File onDisk = Files.write(file, bytes).toFile();
        onDisk.deleteOnExit();
        return onDisk;
    }

    private synchronized boolean next() {
        boolean more = order.calls() > 0 ? tally.begun() < order.calls() : System.nanoTime() < until;
        if (more) {
            tally.begin();
        }
        return more;
    }

    private void handOut() throws InterruptedException {
        Semaphore places = new Semaphore(order.atOnce());
        while (places.tryAcquire(order.limit(), TimeUnit.SECONDS) && next()) {
            peer.call(picture, failure -> {
                tally.end(failure);
                places.release();
            });
        }
    }

    private void withThreads() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < order.atOnce(); i++) {
            Thread thread = new Thread(this::callUntilDone, "caller-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(order.limit()));
        }
    }

    private void callUntilDone() {
        while (next()) {
            peer.call(picture, tally::end);
        }
    }
}
