// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void thousandCallsWaitAtOnceOnAHandfulOfThreads() {
        try (SegmindSandbox sandbox = SegmindSandbox.builder()
                .pictures(false)
                .latency(Duration.ofSeconds(3))
                .start()) {
            long start = System.nanoTime();
            List<CompletableFuture<HttpResponse<byte[]>>> calls = calls(sandbox, 1000);
            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            assertThat(sandbox.maxInFlight()).isEqualTo(1000);
            assertThat(sandbox.inFlight()).isZero();
            assertThat(sandbox.connections()).isEqualTo(1000);
            assertThat(sandbox.charged()).isEqualTo(1000);
            assertThat(threadsOf(sandbox))
                    .isLessThanOrEqualTo(1 + Math.max(2, Runtime.getRuntime().availableProcessors()));
        }
    }

    @Test
    void balanceIsExactWhenCallsCompeteForIt() {
        try (SegmindSandbox sandbox = SegmindSandbox.builder()
                .pictures(false)
                .credits(new BigDecimal("0.603"))
                .latency(Duration.ofMillis(50))
                .start()) {
            List<Integer> statuses = calls(sandbox, 250).stream()
                    .map(call -> call.join().statusCode())
                    .toList();
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(100);
            assertThat(statuses).filteredOn(status -> status == 406).hasSize(150);
            assertThat(sandbox.charged()).isEqualTo(100);
            assertThat(sandbox.spent()).isEqualByComparingTo("0.600");
            assertThat(sandbox.credits()).isEqualByComparingTo("0.003");
        }
    }

    private static List<CompletableFuture<HttpResponse<byte[]>>> calls(SegmindSandbox sandbox, int count) {
        Client client = new Client(sandbox);
        return IntStream.range(0, count).mapToObj(i -> client.generateLater()).toList();
    }

    private static long threadsOf(SegmindSandbox sandbox) {
        return LifecycleTest.sandboxThreads().count();
    }
}
