// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When a rate limit ends. The service names a point in time in {@code x-rate-limit-reset-at-utc}; its format is not
 * published, so ISO date-times and epoch seconds or milliseconds are read.
 */
final class ResetTime {

    /** A wait longer than any published window (a minute) is a mistake or another clock; it must not stop a route. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    /** Epoch seconds stay below this until the year 5138. */
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private ResetTime() {}

    /** How long to wait from now: not negative, at most {@link #LONGEST}; empty when the text is no time. */
    static Optional<Duration> fromNow(String text, Instant now) {
        return parse(text).map(reset -> bounded(Duration.between(now, reset)));
    }

    static Duration bounded(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Optional<Instant> parse(String text) {
        try {
            if (text.matches("\\d{1,17}(\\.\\d+)?")) {
                long epoch = (long) Double.parseDouble(text);
                return Optional.of(
                        epoch < MILLISECONDS_FROM ? Instant.ofEpochSecond(epoch) : Instant.ofEpochMilli(epoch));
            }
            String iso = text.replace(" UTC", "Z").replace(' ', 'T');
            boolean zoned = iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)");
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
