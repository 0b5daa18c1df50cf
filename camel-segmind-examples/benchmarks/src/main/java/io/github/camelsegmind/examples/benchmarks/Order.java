// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

/**
 * What a measured process is to do in one turn.
 *
 * @param work {@code calls}, {@code folder}, {@code stop} or {@code step}
 * @param peer who makes the calls, see {@link Peers}
 * @param url where the service is
 * @param places the most calls that the peer may have in flight
 * @param calls how many to make; 0 for as many as fit into {@code millis}
 * @param millis how long to go on when {@code calls} is 0
 * @param atOnce how many calls are under way at any time
 * @param upload the size of the picture that is sent
 * @param output what becomes of the answer: {@code bytes}, {@code stream} or {@code file}
 * @param crc the checksum that every answer must have; 0 when it does not matter
 * @param limit after so many seconds whatever has not ended is given up
 * @param folder where a work that needs files may put them
 */
record Order(
        String work,
        String peer,
        String url,
        int places,
        int calls,
        int millis,
        int atOnce,
        int upload,
        String output,
        long crc,
        int limit,
        String folder) {

    static Order of(String work, String peer, String url) {
        return new Order(work, peer, url, 20, 1, 0, 1, 1024, "bytes", 0, 60, "");
    }

    Order calls(int number, int together) {
        return new Order(
                work, peer, url, Math.max(places, together), number, 0, together, upload, output, crc, limit, folder);
    }

    Order during(int time, int together) {
        return new Order(work, peer, url, places, 0, time, together, upload, output, crc, limit, folder);
    }

    Order places(int number) {
        return new Order(work, peer, url, number, calls, millis, atOnce, upload, output, crc, limit, folder);
    }

    Order upload(int size) {
        return new Order(work, peer, url, places, calls, millis, atOnce, size, output, crc, limit, folder);
    }

    Order output(String kind, long checksum) {
        return new Order(work, peer, url, places, calls, millis, atOnce, upload, kind, checksum, limit, folder);
    }

    Order limit(int seconds) {
        return new Order(work, peer, url, places, calls, millis, atOnce, upload, output, crc, seconds, folder);
    }

    Order folder(String path) {
        return new Order(work, peer, url, places, calls, millis, atOnce, upload, output, crc, limit, path);
    }
}
