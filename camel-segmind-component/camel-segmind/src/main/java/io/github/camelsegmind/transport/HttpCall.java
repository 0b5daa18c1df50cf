// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import io.github.camelsegmind.SegmindException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * One HTTP exchange: takes the answer as it arrives, and turns whatever ends it into a response or an exception that
 * tells whether the service may have run the call. The client calls it on one I/O thread; deadlines and cancellation
 * come from others.
 */
final class HttpCall implements AsyncResponseConsumer<SegmindResponse>, FutureCallback<SegmindResponse> {

    /** A service that has begun to answer has finished generating; from then on silence is a fault. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    /** Errors are quoted in part only, so that nothing depends on how long they are. */
    private static final int LONGEST_ERROR = 64 * 1024;

    private final SegmindRequest request;
    private final Timer timer;
    private final CompletableFuture<SegmindResponse> result = new CompletableFuture<>();
    private volatile boolean sent;
    private volatile int status;
    private volatile long lastByte;
    private volatile Timer.Task silence;
    private volatile SegmindResponse whole;
    private volatile Map<String, String> headers = Map.of();
    private volatile ByteSpool body;
    private FutureCallback<SegmindResponse> done;

    HttpCall(SegmindRequest request, Timer timer) {
        this.request = request;
        this.timer = timer;
    }

    CompletableFuture<SegmindResponse> result() {
        return result;
    }

    /** From here on the service may run the call; a head without a body, which it may have seen before, it cannot run. */
    void sending() {
        sent = true;
    }

    // ---- the answer, as it arrives

    @Override
    public void consumeResponse(
            HttpResponse response,
            EntityDetails entity,
            HttpContext context,
            FutureCallback<SegmindResponse> resultCallback)
            throws IOException {
        headers = lowerCased(response.getHeaders());
        done = resultCallback;
        boolean success = isSuccess(response.getCode());
        try {
            body = success
                    ? new ByteSpool(
                            entity == null ? 0 : entity.getContentLength(),
                            request.answer().maxSize(),
                            request.answer().spool())
                    : new ByteSpool(-1, LONGEST_ERROR, false);
        } finally {
            // Last, because a deadline that passes now looks at the body once there is a status.
            status = response.getCode();
        }
        if (entity == null) {
            streamEnd(List.of());
        } else {
            lastByte = timer.nanoTime();
            watchSilence(LONGEST_SILENCE);
        }
    }

    @Override
    public void consume(ByteBuffer bytes) throws IOException {
        lastByte = timer.nanoTime();
        body.add(bytes);
    }

    @Override
    public void updateCapacity(CapacityChannel capacity) throws IOException {
        capacity.update(Integer.MAX_VALUE);
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) throws IOException {
        done.completed(new SegmindResponse(status, headers, body.finish(), request.attempt()));
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {}

    /** The connection has been given back, so whoever is told now and calls again finds it. */
    @Override
    public void releaseResources() {
        SegmindResponse response = whole;
        if (response == null) {
            return;
        }
        whole = null;
        if (!isSuccess()) {
            result.completeExceptionally(serviceError());
        }
        if (!result.complete(response)) {
            response.close();
        }
        endWatch();
    }

    // ---- how it ended

    @Override
    public void completed(SegmindResponse response) {
        whole = response;
    }

    @Override
    public void failed(Exception cause) {
        if (!result.isDone()) {
            result.completeExceptionally(explain(cause));
        }
        // Also when a deadline was first: the client may have gone on writing until it heard of it.
        if (result.isCompletedExceptionally() && body != null) {
            body.discard();
        }
        endWatch();
    }

    @Override
    public void cancelled() {
        failed(new IOException("cancelled"));
    }

    void deadlinePassed() {
        failed(new SocketTimeoutException(
                "no whole answer within " + request.deadline().limit().toSeconds() + " s"));
    }

    void stopped() {
        failed(new IOException("the component was stopped"));
    }

    // ---- what that means

    private SegmindException explain(Exception cause) {
        return status > 0 && !isSuccess()
                ? serviceError()
                : new BrokenCall(request, sent, status, headers.get("x-request-id"), body == null ? 0 : body.size())
                        .because(cause);
    }

    private SegmindException serviceError() {
        byte[] text = new byte[0];
        try (SpooledBytes received = body.finish()) {
            text = received.bytes();
        } catch (IOException e) {
            // The status says enough.
        }
        return ServiceErrors.of(request, status, headers, text, timer.now());
    }

    private boolean isSuccess() {
        return isSuccess(status);
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private static Map<String, String> lowerCased(Header[] headers) {
        Map<String, String> map = new HashMap<>();
        for (Header header : headers) {
            map.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        return map;
    }

    private void watchSilence(Duration next) {
        silence = timer.schedule(next, () -> {
            Duration silent = Duration.ofNanos(timer.nanoTime() - lastByte);
            if (silent.compareTo(LONGEST_SILENCE) >= 0) {
                failed(new SocketTimeoutException("silence for " + silent.toSeconds() + " s within the answer"));
            } else if (!result.isDone()) {
                watchSilence(LONGEST_SILENCE.minus(silent));
            }
        });
    }

    private void endWatch() {
        Timer.Task watch = silence;
        if (watch != null) {
            watch.cancel();
        }
    }
}
