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
        new Call(exchange, shared.pool(), () -> callback.done(false)).start();
        return false;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        CallerExecutor caller = new CallerExecutor();
        new Call(exchange, caller, caller::finish).start();
        caller.runUntilFinished();
    }

    /** One exchange on its way: it waits for its turn, is sent, and ends on the executor, whatever happens. */
    private final class Call {

        private final Exchange exchange;
        private final Executor executor;
        private final Runnable done;
        private Place place;
        private Deadline deadline;

        Call(Exchange exchange, Executor executor, Runnable done) {
            this.exchange = exchange;
            this.executor = executor;
            this.done = done;
        }

        void start() {
            CompletableFuture<Place> turn = admission.enter(shared.pool().isWithin());
            boolean mayBlock = !turn.isDone() || RequestMapper.readsStream(exchange);
            turn.whenCompleteAsync(
                    (admitted, refused) -> {
                        if (refused == null) {
                            send(admitted);
                        } else {
                            executor.execute(() -> end(stopping()));
                        }
                    },
                    mayBlock ? executor : Runnable::run);
        }

        private void send(Place admitted) {
            place = admitted;
            deadline = Deadline.in(Duration.ofMillis(options.getTimeout()), shared.timer());
            try {
                SegmindRequest request = requestMapper.map(exchange, apiKey, deadline);
                LOG.debug("Calling {}", request);
                transport
                        .send(request)
                        .whenComplete((response, failure) -> place.answered())
                        .whenCompleteAsync((response, failure) -> end(take(request, response, failure)), executor);
            } catch (RuntimeException | Error e) {
                executor.execute(() -> end(e));
            }
        }

        /** Puts the answer on the exchange; what kept it from that is returned. */
        private Throwable take(SegmindRequest request, SegmindResponse response, Throwable failure) {
            if (failure != null) {
                return Failures.unwrap(failure);
            }
            try (response) {
                responseMapper.map(request, response, exchange);
                noteBalance(exchange.getMessage());
                LOG.debug("{} ended with {}", request, response);
                return null;
            } catch (Throwable e) {
                return e;
            }
        }

        /** The last of every path, once. */
        private void end(Throwable failure) {
            RedeliveryDelay.set(exchange, failure);
            if (failure != null) {
                exchange.setException(failure);
            }
            if (place != null) {
                deadline.close();
                place.close();
            }
            try {
                done.run();
            } catch (Throwable escaped) {
                // Camel's error handlers let errors through; here is the last place to say that an exchange ended so.
                LOG.error("A step after a Segmind call ended with an error that nobody handled", escaped);
            }
        }

        private SegmindException stopping() {
            String model = getEndpoint().getModel();
            return new SegmindUnavailableException(
                    "Segmind call to " + model
                            + " was not sent, because the component is stopping. Nothing was charged;"
                            + " it is safe to repeat.",
                    Failure.beforeSending(model),
                    true,
                    null);
        }
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
