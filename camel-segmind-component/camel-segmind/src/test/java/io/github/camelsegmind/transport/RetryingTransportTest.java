// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import static io.github.camelsegmind.transport.ScriptedTransport.ambiguous;
import static io.github.camelsegmind.transport.ScriptedTransport.limited;
import static io.github.camelsegmind.transport.ScriptedTransport.request;
import static io.github.camelsegmind.transport.ScriptedTransport.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelsegmind.SegmindRateLimitException;
import io.github.camelsegmind.SegmindTimeoutException;
import io.github.camelsegmind.SegmindUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RetryingTransportTest {

    private final FakeTimer timer = new FakeTimer();
    private final ScriptedTransport service = new ScriptedTransport();

    private CompletableFuture<SegmindResponse> send(int maxRetries, Duration timeout) {
        return new RetryingTransport(service, maxRetries, Duration.ofSeconds(1), timer, () -> 0.5)
                .send(request(timer, timeout));
    }

    @Test
    void waitsTwiceAsLongBeforeEachRepeat() {
        service.failing(unavailable(503, true), unavailable(503, true), unavailable(503, true));
        CompletableFuture<SegmindResponse> answer = send(3, Duration.ofMinutes(10));

        for (int seconds : new int[] {1, 2, 4}) {
            int before = service.sent.size();
            timer.pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(service.sent).hasSize(before);
            timer.pass(Duration.ofMillis(1));
            assertThat(service.sent).hasSize(before + 1);
        }
        assertThat(answer).isCompletedWithValueMatching(response -> response.attempts() == 4);
    }

    @Test
    void neverWaitsLongerThanHalfAMinuteOfItsOwn() {
        for (int attempt = 0; attempt < 10; attempt++) {
            service.failing(unavailable(503, true));
        }
        CompletableFuture<SegmindResponse> answer = send(10, Duration.ofHours(1));

        timer.pass(Duration.ofSeconds(1 + 2 + 4 + 8 + 16 + 5 * 30));

        assertThat(answer).isCompleted();
    }

    @Test
    void waitsForTheResetThatTheServiceNames() {
        service.failing(limited(Duration.ofSeconds(42)));
        CompletableFuture<SegmindResponse> answer = send(1, Duration.ofMinutes(10));

        timer.pass(Duration.ofSeconds(41));
        assertThat(answer).isNotDone();
        timer.pass(Duration.ofSeconds(1));
        assertThat(answer).isCompleted();
    }

    @Test
    void givesUpAtOnceWhenTheResetIsAfterTheDeadline() {
        service.failing(limited(Duration.ofSeconds(42)));

        assertThat(send(3, Duration.ofSeconds(30)))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(SegmindRateLimitException.class);
    }

    @Test
    void endsWithTheLastFailureAfterTheLastRepeat() {
        service.failing(unavailable(503, true), unavailable(502, true));
        CompletableFuture<SegmindResponse> answer = send(1, Duration.ofMinutes(10));

        timer.pass(Duration.ofSeconds(1));

        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        SegmindUnavailableException.class,
                        failure -> assertThat(failure.getStatusCode()).isEqualTo(502));
    }

    @Test
    void repeatsNothingWithoutRetries() {
        service.failing(unavailable(503, true));

        assertThat(send(0, Duration.ofMinutes(10))).isCompletedExceptionally();
        assertThat(service.sent).hasSize(1);
    }

    @Test
    void neverRepeatsWhatMayHaveBeenCharged() {
        service.failing(ambiguous());

        assertThat(send(3, Duration.ofMinutes(10)))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(SegmindTimeoutException.class);
        assertThat(service.sent).hasSize(1);
        assertThat(timer.next()).as("only the deadline is due").contains(Duration.ofMinutes(10));
    }
}
