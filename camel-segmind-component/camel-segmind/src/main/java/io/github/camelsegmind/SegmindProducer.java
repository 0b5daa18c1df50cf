// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import io.github.camelsegmind.SegmindException.Failure;
import io.github.camelsegmind.message.RequestMapper;
import io.github.camelsegmind.message.ResponseMapper;
import io.github.camelsegmind.transport.Account;
import io.github.camelsegmind.transport.Admission;
import io.github.camelsegmind.transport.Admission.Place;
import io.github.camelsegmind.transport.Deadline;
import io.github.camelsegmind.transport.Failures;
import io.github.camelsegmind.transport.SegmindRequest;
import io.github.camelsegmind.transport.SegmindResponse;
import io.github.camelsegmind.transport.SegmindTransport;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for its turn, makes a request of the exchange, sends it, and puts the answer or the failure on the exchange.
 * Holds no thread in between, and calls back once on every path.
 */
public class SegmindProducer extends DefaultAsyncProducer {

    private static final Logger LOG = LoggerFactory.getLogger(SegmindProducer.class);

    private final SegmindConfiguration options;
    private String apiKey;
    private RequestMapper requestMapper;
    private ResponseMapper responseMapper;
    private SharedResources shared;
    private Admission admission;
    private Account account;
    private SegmindTransport transport;

    public SegmindProducer(SegmindEndpoint endpoint) {
        super(endpoint);
        this.options = endpoint.getConfiguration();
    }

    @Override
    public SegmindEndpoint getEndpoint() {
        return (SegmindEndpoint) super.getEndpoint();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        process(exchange, shared.pools().forThisThread(), () -> callback.done(false));
        return false;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        CallerExecutor caller = new CallerExecutor();
        process(exchange, caller, caller::finish);
        caller.runUntilFinished();
    }

    private void process(Exchange exchange, Executor executor, Runnable done) {
        CompletableFuture<Place> turn = admission.enter(shared.pools().depth());
        boolean mayBlock = !turn.isDone() || RequestMapper.readsStream(exchange);
        turn.thenComposeAsync(place -> call(exchange, place, executor), mayBlock ? executor : Runnable::run)
                .exceptionally(failure -> fail(exchange, failure))
                .thenRun(done)
                .exceptionally(SegmindProducer::report);
    }

    /** Camel's error handlers let errors through; here is the last place to say that an exchange ended so. */
    private static Void report(Throwable escaped) {
        LOG.error("A step after a Segmind call ended with an error that nobody handled", Failures.unwrap(escaped));
        return null;
    }

    private CompletableFuture<Void> call(Exchange exchange, Place place, Executor executor) {
        Deadline deadline = Deadline.in(Duration.ofMillis(options.getTimeout()), shared.timer());
        try {
            SegmindRequest request = requestMapper.map(exchange, apiKey, deadline);
            LOG.debug("Calling {}", request);
            return transport
                    .send(request)
                    .whenComplete((response, failure) -> place.answered())
                    .handleAsync((response, failure) -> end(exchange, request, response, failure), executor)
                    .whenComplete((ended, failure) -> end(deadline, place));
        } catch (RuntimeException | Error e) {
            end(deadline, place);
            return CompletableFuture.<Void>failedFuture(e).whenCompleteAsync((none, failure) -> {}, executor);
        }
    }

    private Void end(Exchange exchange, SegmindRequest request, SegmindResponse response, Throwable failure) {
        if (failure != null) {
            return fail(exchange, failure);
        }
        try (response) {
            responseMapper.map(request, response, exchange);
            RedeliveryDelay.clear(exchange);
            noteBalance(exchange.getMessage());
            LOG.debug("{} ended with {}", request, response);
        } catch (Throwable e) {
            fail(exchange, e);
        }
        return null;
    }

    private static void end(Deadline deadline, Place place) {
        deadline.close();
        place.close();
    }

    private Void fail(Exchange exchange, Throwable wrapped) {
        Throwable failure = Failures.unwrap(wrapped);
        if (failure instanceof CancellationException) {
            failure = new SegmindUnavailableException(
                    "Segmind call to " + getEndpoint().getModel()
                            + " was not sent, because the component is stopping. Nothing was charged; it is safe to"
                            + " repeat.",
                    Failure.beforeSending(getEndpoint().getModel()),
                    true,
                    null);
        }
        RedeliveryDelay.set(exchange, failure);
        exchange.setException(failure);
        return null;
    }

    private void noteBalance(Message message) {
        BigDecimal balance = message.getHeader(SegmindConstants.REMAINING_CREDITS, BigDecimal.class);
        if (options.getOperation() == SegmindOperation.credits && balance != null) {
            account.noteBalance(balance);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        SegmindEndpoint endpoint = getEndpoint();
        endpoint.check();
        apiKey = endpoint.apiKey();
        requestMapper = endpoint.requestMapper();
        responseMapper = endpoint.responseMapper();
        shared = endpoint.getComponent().shared();
        admission = shared.admission(options.getMaxConcurrentRequests());
        account = shared.account(options, apiKey);
        transport = shared.transport(options, account);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (shared != null) {
            shared.release(admission);
        }
    }
}
