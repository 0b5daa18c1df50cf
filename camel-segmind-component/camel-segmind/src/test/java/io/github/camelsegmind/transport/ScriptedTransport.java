// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import io.github.camelsegmind.SegmindException;
import io.github.camelsegmind.SegmindException.Failure;
import io.github.camelsegmind.SegmindRateLimitException;
import io.github.camelsegmind.SegmindTimeoutException;
import io.github.camelsegmind.SegmindUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A transport that answers from a script, and with success when that has ended. */
final class ScriptedTransport implements SegmindTransport {

    final List<SegmindRequest> sent = new ArrayList<>();
    private final Deque<SegmindException> failures = new ArrayDeque<>();
    private Map<String, String> headers = Map.of();

    ScriptedTransport failing(SegmindException... next) {
        failures.addAll(List.of(next));
        return this;
    }

    ScriptedTransport answeringWith(Map<String, String> answerHeaders) {
        headers = answerHeaders;
        return this;
    }

    @Override
    public CompletableFuture<SegmindResponse> send(SegmindRequest request) {
        sent.add(request);
        return failures.isEmpty()
                ? CompletableFuture.completedFuture(
                        new SegmindResponse(200, headers, SpooledBytes.inMemory(new byte[1]), request.attempt()))
                : CompletableFuture.failedFuture(failures.remove());
    }

    static SegmindRequest request(Timer timer, Duration timeout) {
        return new SegmindRequest(
                "a-model",
                "POST",
                URI.create("http://127.0.0.1/v1/a-model"),
                "key",
                Map.of(),
                new Payload(List.of()),
                List::of,
                new SegmindRequest.AnswerPolicy(1000, false),
                Deadline.in(timeout, timer),
                1);
    }

    static SegmindRateLimitException limited(Duration wait) {
        return new SegmindRateLimitException("limited", new Failure("a-model", 429, null, wait, 1), null);
    }

    static SegmindUnavailableException unavailable(int status, boolean retryable) {
        return new SegmindUnavailableException(
                "unavailable", new Failure("a-model", status, null, null, 1), retryable, null);
    }

    static SegmindTimeoutException ambiguous() {
        return new SegmindTimeoutException("no answer", new Failure("a-model", 0, null, null, 1), null);
    }
}
