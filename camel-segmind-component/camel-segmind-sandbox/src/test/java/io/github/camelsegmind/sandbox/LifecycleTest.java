// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    static Stream<Thread> sandboxThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("segmind-sandbox"));
    }

    @Test
    void closingReleasesWhatWaitsAndLeavesNothingBehind() throws IOException {
        SegmindSandbox sandbox = SegmindSandbox.start();
        sandbox.next(Answer.stalled(), Answer.rendered().after(Duration.ofHours(1)));
        try (RawClient stalled = new RawClient(sandbox).generate();
                RawClient waiting = new RawClient(sandbox).generate()) {
            assertThat(new Client(sandbox).generate().statusCode()).isEqualTo(200);
            sandbox.close();
            assertThat(stalled.readAll()).isEmpty();
            assertThat(waiting.readAll()).isEmpty();
        }
        assertThat(sandboxThreads()).isEmpty();
        assertThatThrownBy(() -> new RawClient(sandbox)).isInstanceOf(ConnectException.class);
        sandbox.close();
    }

    @Test
    void resetBringsBackWhatTheBuilderSaid() {
        try (SegmindSandbox sandbox =
                SegmindSandbox.builder().credits(new BigDecimal("5")).start()) {
            sandbox.latency(Duration.ofHours(1))
                    .rateLimit(0, Duration.ofHours(1))
                    .retire("ssd-canny");
            sandbox.spendingCap(BigDecimal.ZERO)
                    .credits(BigDecimal.ZERO)
                    .always(Answer.status(500))
                    .next(Answer.reset());
            sandbox.reset();
            assertThat(sandbox.credits()).isEqualByComparingTo("5");
            assertThat(new Client(sandbox).generate().statusCode()).isEqualTo(200);
            sandbox.reset();
            assertThat(sandbox.calls()).isEmpty();
            assertThat(sandbox.charged()).isZero();
            assertThat(sandbox.spent()).isZero();
            assertThat(sandbox.connections()).isZero();
            assertThat(sandbox.maxInFlight()).isZero();
        }
    }

    @Test
    void callThatIsUnderWayAtAResetCountsNoMore() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (SegmindSandbox sandbox = SegmindSandbox.builder()
                .pictures(false)
                .listener(call -> answered.countDown())
                .start()) {
            sandbox.latency(Duration.ofMillis(300));
            try (RawClient raw = new RawClient(sandbox).generate()) {
                raw.silenceAfter(100);
                assertThatThrownBy(raw::readAll).isInstanceOf(java.net.SocketTimeoutException.class);
                sandbox.reset();
                answered.await();
                assertThat(sandbox.credits()).isEqualByComparingTo("100");
                assertThat(sandbox.charged()).isZero();
                assertThat(sandbox.inFlight()).isZero();
            }
        }
    }

    @Test
    void clientThatGoesAwayIsNoLongerInFlightButItsCallIsCharged() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (SegmindSandbox sandbox = SegmindSandbox.builder()
                .latency(Duration.ofMillis(300))
                .listener(call -> answered.countDown())
                .start()) {
            try (RawClient raw = new RawClient(sandbox).generate()) {
                raw.silenceAfter(100);
                assertThatThrownBy(raw::readAll).isInstanceOf(java.net.SocketTimeoutException.class);
                assertThat(sandbox.inFlight()).isOne();
            }
            answered.await();
            assertThat(sandbox.inFlight()).isZero();
            assertThat(sandbox.charged()).isOne();
        }
    }

    @Test
    void portThatIsTakenIsNamed() {
        try (SegmindSandbox sandbox = SegmindSandbox.start()) {
            int port = URI.create(sandbox.baseUrl()).getPort();
            assertThatThrownBy(() -> SegmindSandbox.builder().port(port).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(port));
        }
    }

    @Test
    void keyMayBeAnyText() {
        try (SegmindSandbox sandbox =
                SegmindSandbox.builder().apiKey("local key").pictures(false).start()) {
            assertThat(sandbox.apiKey()).isEqualTo("local key");
            assertThat(new Client(sandbox).generate().statusCode()).isEqualTo(200);
        }
    }
}
