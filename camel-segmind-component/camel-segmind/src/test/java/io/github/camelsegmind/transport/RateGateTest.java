// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import static io.github.camelsegmind.transport.ScriptedTransport.limited;
import static io.github.camelsegmind.transport.ScriptedTransport.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelsegmind.SegmindRateLimitException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateGateTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final FakeTimer timer = new FakeTimer();
    private final Account account = new Account(timer);
    private final ScriptedTransport service = new ScriptedTransport();
    private final RateGate gate = new RateGate(service, account, timer);

    @BeforeEach
    void oneCallIsToldToWait() {
        service.failing(limited(Duration.ofSeconds(60)));
        assertThat(gate.send(request(timer, TIMEOUT))).isCompletedExceptionally();
        service.sent.clear();
    }

    @Test
    void one429HoldsBackEveryCallWithThatKey() {
        CompletableFuture<SegmindResponse> one = gate.send(request(timer, TIMEOUT));
        CompletableFuture<SegmindResponse> other = new RateGate(service, account, timer).send(request(timer, TIMEOUT));

        timer.pass(Duration.ofSeconds(59));
        assertThat(service.sent).isEmpty();
        timer.pass(Duration.ofSeconds(1));
        assertThat(one).isCompleted();
        assertThat(other).isCompleted();
    }

    @Test
    void anotherKeyIsNotHeldBack() {
        assertThat(new RateGate(service, new Account(timer), timer).send(request(timer, TIMEOUT)))
                .isCompleted();
    }

    @Test
    void anEarlierResetDoesNotEndThePause() {
        account.pause(Duration.ofSeconds(5));
        CompletableFuture<SegmindResponse> held = gate.send(request(timer, TIMEOUT));

        timer.pass(Duration.ofSeconds(30));

        assertThat(held).isNotDone();
    }

    @Test
    void aLaterResetProlongsThePauseOfThoseWhoWait() {
        CompletableFuture<SegmindResponse> held = gate.send(request(timer, TIMEOUT));
        timer.pass(Duration.ofSeconds(30));
        account.pause(Duration.ofSeconds(60));

        timer.pass(Duration.ofSeconds(59));
        assertThat(held).isNotDone();
        timer.pass(Duration.ofSeconds(1));
        assertThat(held).isCompleted();
    }

    @Test
    void aCallWhoseDeadlineIsBeforeTheResetFailsAtOnceUnsent() {
        assertThat(gate.send(request(timer, Duration.ofSeconds(30))))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(SegmindRateLimitException.class, failure -> assertThat(failure.getRetryAfter())
                        .isEqualTo(Duration.ofSeconds(60)))
                .withMessageContaining("was not sent");
        assertThat(service.sent).isEmpty();
    }

    @Test
    void whoWaitsIsToldWhenTheTimerIsClosed() {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        ScheduledTimer closing = new ScheduledTimer(scheduler);
        Account paused = new Account(closing);
        paused.pause(Duration.ofMinutes(1));
        CompletableFuture<SegmindResponse> held =
                new RateGate(service, paused, closing).send(request(closing, TIMEOUT));

        closing.close();

        assertThat(held)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(SegmindRateLimitException.class);
        scheduler.shutdownNow();
    }
}
