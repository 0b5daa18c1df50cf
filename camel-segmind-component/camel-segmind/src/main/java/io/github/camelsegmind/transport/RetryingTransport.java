// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import io.github.camelsegmind.SegmindException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats calls that are known not to have run, and nothing else. */
public final class RetryingTransport implements SegmindTransport {

    private static final Logger LOG = LoggerFactory.getLogger(RetryingTransport.class);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    private final SegmindTransport next;
    private final int maxRetries;
    private final Duration firstDelay;
    private final Timer timer;
    private final DoubleSupplier random;

    /**
     * @param maxRetries how often to repeat; 0 for never
     * @param firstDelay the wait before the first repeat, which doubles with each
     * @param random from 0 to 1, for the jitter that keeps many calls from coming back at once
     */
    public RetryingTransport(
            SegmindTransport next, int maxRetries, Duration firstDelay, Timer timer, DoubleSupplier random) {
        this.next = next;
        this.maxRetries = maxRetries;
        this.firstDelay = firstDelay;
        this.timer = timer;
        this.random = random;
    }

    @Override
    public CompletableFuture<SegmindResponse> send(SegmindRequest request) {
        return next.send(request).exceptionallyCompose(wrapped -> {
            Throwable failure = Failures.unwrap(wrapped);
            if (!(failure instanceof SegmindException reason)
                    || !reason.isRetryable()
                    || request.attempt() > maxRetries) {
                return CompletableFuture.failedFuture(failure);
            }
            Duration delay = delay(request.attempt(), reason);
            if (delay.compareTo(request.deadline().remaining()) >= 0) {
                return CompletableFuture.failedFuture(failure);
            }
            LOG.debug(
                    "Call to {} is repeated in {} ms after attempt {} ended with status {}",
                    request.model(),
                    delay.toMillis(),
                    request.attempt(),
                    reason.getStatusCode());
            return timer.after(delay)
                    // A timer that was closed means that there will be no repeat: the reason for it stands.
                    .exceptionallyCompose(closed -> CompletableFuture.failedFuture(failure))
                    .thenCompose(due -> send(request.again()));
        });
    }

    private Duration delay(int attempt, SegmindException reason) {
        if (reason.getRetryAfter() != null) {
            return reason.getRetryAfter();
        }
        double doubled = firstDelay.toMillis() * Math.pow(2, attempt - 1.0);
        double jittered = Math.min(doubled, LONGEST_DELAY.toMillis()) * (0.75 + 0.5 * random.getAsDouble());
        return Duration.ofMillis((long) jittered);
    }
}
