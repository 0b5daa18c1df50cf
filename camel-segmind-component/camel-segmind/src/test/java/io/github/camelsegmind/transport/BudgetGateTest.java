// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import static io.github.camelsegmind.transport.ScriptedTransport.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelsegmind.SegmindCreditsException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BudgetGateTest {

    private final FakeTimer timer = new FakeTimer();
    private final Account account = new Account(timer);
    private final ScriptedTransport service =
            new ScriptedTransport().answeringWith(Map.of("x-cost", "0.5", "x-remaining-credits", "3.25"));

    private BudgetGate gate(String minimum, String limit, Duration window) {
        return new BudgetGate(
                service,
                account,
                new BudgetGate.Limits(
                        minimum == null ? null : new BigDecimal(minimum),
                        limit == null ? null : new BigDecimal(limit),
                        window));
    }

    private CompletableFuture<SegmindResponse> send(BudgetGate gate) {
        return gate.send(request(timer, Duration.ofMinutes(1)));
    }

    private static void assertRefused(CompletableFuture<SegmindResponse> answer) {
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(SegmindCreditsException.class);
    }

    @Test
    void nothingIsRefusedWithoutLimits() {
        BudgetGate gate = gate(null, null, Duration.ofDays(1));

        for (int call = 0; call < 100; call++) {
            assertThat(send(gate)).isCompleted();
        }
    }

    @Test
    void nothingIsRefusedWhileNoBalanceIsKnown() {
        assertThat(send(gate("1000", null, Duration.ofDays(1)))).isCompleted();
    }

    @Test
    void aKnownBalanceBelowTheMinimumIsRefused() {
        BudgetGate gate = gate("3.26", null, Duration.ofDays(1));
        send(gate);

        assertRefused(send(gate));
        account.noteBalance(new BigDecimal("3.26"));
        assertThat(send(gate)).isCompleted();
    }

    @Test
    void costsThatReachTheLimitWithinTheWindowAreTheLast() {
        BudgetGate gate = gate(null, "1.0", Duration.ofHours(1));
        assertThat(send(gate)).isCompleted();
        assertThat(send(gate)).isCompleted();

        assertRefused(send(gate));
        timer.pass(Duration.ofMinutes(59));
        assertRefused(send(gate));
        timer.pass(Duration.ofMinutes(2));
        assertThat(send(gate)).isCompleted();
    }

    @Test
    void allEndpointsWithTheKeySpendFromOneLimit() {
        BudgetGate one = gate(null, "1.0", Duration.ofHours(1));
        BudgetGate other = gate(null, "1.0", Duration.ofHours(1));
        send(one);
        send(other);

        assertRefused(send(one));
        assertRefused(send(other));
    }

    @Test
    void manyCostsAreSummedExactly() {
        BudgetGate gate = gate(null, "5000", Duration.ofHours(1));
        for (int call = 0; call < 10_000; call++) {
            assertThat(send(gate)).isCompleted();
            timer.pass(Duration.ofMillis(1));
        }

        assertRefused(send(gate));
    }
}
