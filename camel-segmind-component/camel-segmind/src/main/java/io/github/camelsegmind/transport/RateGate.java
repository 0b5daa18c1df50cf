// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import io.github.camelsegmind.SegmindException.Failure;
import io.github.camelsegmind.SegmindRateLimitException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** After a 429, holds back every call with the same key until the service takes requests again. */
public final class RateGate implements SegmindTransport {

    private static final Logger LOG = LoggerFactory.getLogger(RateGate.class);

    private final SegmindTransport next;
    private final Account account;
    private final Timer timer;

    public RateGate(SegmindTransport next, Account account, Timer timer) {
        this.next = next;
        this.account = account;
        this.timer = timer;
    }

    @Override
    public CompletableFuture<SegmindResponse> send(SegmindRequest request) {
        Duration pause = account.paused();
        if (pause.compareTo(Duration.ZERO) <= 0) {
            return next.send(request).whenComplete((response, failure) -> note(failure));
        }
        if (pause.compareTo(request.deadline().remaining()) >= 0) {
            return CompletableFuture.failedFuture(refusal(request, pause, "which is longer than this call may take"));
        }
        LOG.debug("Call to {} waits {} ms for the rate limit", request.model(), pause.toMillis());
        return timer.after(pause)
                .exceptionallyCompose(closed -> CompletableFuture.failedFuture(
                        closed instanceof CancellationException
                                ? refusal(request, pause, "and the component was stopped meanwhile")
                                : closed))
                .thenCompose(over -> send(request));
    }

    private void note(Throwable failure) {
        if (Failures.unwrap(failure) instanceof SegmindRateLimitException limit && limit.getRetryAfter() != null) {
            account.pause(limit.getRetryAfter());
        }
    }

    private static SegmindRateLimitException refusal(SegmindRequest request, Duration pause, String why) {
        return new SegmindRateLimitException(
                "Segmind call to " + request.model()
                        + " was not sent: an earlier answer with the same key asked to wait" + " another "
                        + pause.toSeconds() + " s, " + why + ". Nothing was charged; it is safe to repeat.",
                new Failure(request.model(), 429, null, pause, request.attempt() - 1),
                null);
    }
}
