// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What this process knows of the account behind one key: its balance, what it spent, and until when the service wants no
 * more requests. Shared by all endpoints with that key; safe for use by several threads.
 */
public final class Account {

    private final Timer timer;
    private final Deque<Spent> spent = new ArrayDeque<>();
    private long longestWindow;
    private BigDecimal balance;
    private long pauseStarted;
    private Duration pause = Duration.ZERO;

    public Account(Timer timer) {
        this.timer = timer;
    }

    private record Spent(long from, long at, BigDecimal cost) {}

    /** Costs have to be remembered for at least so long. */
    synchronized void rememberCosts(Duration window) {
        longestWindow = Math.max(longestWindow, window.toNanos());
    }

    /** Takes note of the money that an answer reports. */
    synchronized void note(SegmindResponse response) {
        Money.of(response.header("x-remaining-credits")).ifPresent(credits -> balance = credits);
        Money.of(response.header("x-cost")).ifPresent(this::noteCost);
    }

    /** Costs that lie close together are kept as one, dated by the later, so that at most a thousand are kept. */
    private void noteCost(BigDecimal cost) {
        if (longestWindow == 0) {
            return;
        }
        long now = timer.nanoTime();
        while (!spent.isEmpty() && now - spent.peekFirst().at() > longestWindow) {
            spent.removeFirst();
        }
        Spent last = spent.peekLast();
        if (last != null && now - last.from() < longestWindow / 1000) {
            spent.removeLast();
            spent.addLast(new Spent(last.from(), now, last.cost().add(cost)));
        } else {
            spent.addLast(new Spent(now, now, cost));
        }
    }

    /** Takes note of a balance that was asked for. */
    public synchronized void noteBalance(BigDecimal credits) {
        balance = credits;
    }

    /** The balance last reported; empty while none was. */
    synchronized Optional<BigDecimal> balance() {
        return Optional.ofNullable(balance);
    }

    /** The costs reported within the last such window. */
    synchronized BigDecimal spentWithin(Duration window) {
        long now = timer.nanoTime();
        BigDecimal sum = BigDecimal.ZERO;
        for (Spent one : spent) {
            if (now - one.at() <= window.toNanos()) {
                sum = sum.add(one.cost());
            }
        }
        return sum;
    }

    /** Makes every request with this key wait; a pause is never shortened. */
    synchronized void pause(Duration wait) {
        if (wait.compareTo(paused()) > 0) {
            pauseStarted = timer.nanoTime();
            pause = wait;
        }
    }

    /** How long requests still have to wait; zero or negative when they need not. */
    synchronized Duration paused() {
        return pause.isZero() ? pause : pause.minusNanos(timer.nanoTime() - pauseStarted);
    }
}
