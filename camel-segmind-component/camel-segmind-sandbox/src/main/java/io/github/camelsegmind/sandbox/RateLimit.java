// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** So many calls in a window that begins with the first of them. */
final class RateLimit {

    static final RateLimit NONE = new RateLimit(Integer.MAX_VALUE, Duration.ofDays(1), Clock.systemUTC());

    private final int calls;
    private final Duration window;
    private final Clock clock;
    private Instant end = Instant.MIN;
    private int used;

    RateLimit(int calls, Duration window, Clock clock) {
        this.calls = calls;
        this.window = window;
        this.clock = clock;
    }

    synchronized void pass() throws Refusal {
        Instant now = clock.instant();
        if (!now.isBefore(end)) {
            // Whole milliseconds, rounded up: who waits until the moment named is let in.
            end = now.plus(window).plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
            used = 0;
        }
        if (used >= calls) {
            throw new Refusal(Reply.ofVendor(429).with(Checks.RATE_LIMIT_RESET, end.toString()));
        }
        used++;
    }
}
