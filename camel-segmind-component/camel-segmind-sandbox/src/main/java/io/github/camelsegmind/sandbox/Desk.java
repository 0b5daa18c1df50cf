// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import io.github.camelsegmind.sandbox.Checks.Admitted;
import io.github.camelsegmind.sandbox.picture.UnreadablePictureException;
import io.github.camelsegmind.sandbox.wire.Exchange;
import io.github.camelsegmind.sandbox.wire.LoopbackServer;
import io.github.camelsegmind.sandbox.wire.Request;
import io.github.camelsegmind.sandbox.wire.Service;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Takes requests in and sees to their answers. Arrival and waiting happen on the selector thread, checking and rendering
 * on the workers; nothing ever waits on either.
 */
final class Desk implements Service {

    private static final String MODELS = "/v1/";
    private static final String CREDITS = "/v1/get-user-credits";

    private final Settings settings;
    private final Supplier<Session> sessions;
    private final Executor workers;
    private final Checks checks;
    private final Generation generation;
    private LoopbackServer server;

    Desk(Settings settings, Supplier<Session> sessions, Executor workers) {
        this.settings = settings;
        this.sessions = sessions;
        this.workers = workers;
        this.checks = new Checks(settings);
        this.generation = new Generation(settings);
    }

    /** Opens, on a port that is known only then. */
    LoopbackServer open() {
        server = new LoopbackServer(settings.port(), settings.maxRequestSize(), this);
        return server;
    }

    /** The slug in a path, or nothing. */
    static String modelOf(String path) {
        String rest = path.startsWith(MODELS) && !path.equals(CREDITS) ? path.substring(MODELS.length()) : "";
        return rest.contains("/") ? "" : rest;
    }

    @Override
    public void connected() {
        sessions.get().connections.incrementAndGet();
    }

    @Override
    public void arrived(Exchange exchange) {
        Session session = sessions.get();
        Request request = exchange.request();
        boolean isGeneration =
                request.method().equals("POST") && !modelOf(request.path()).isEmpty();
        Call call = session.begin(request, isGeneration);
        exchange.attach(call);
        Plan plan = (isGeneration ? session.script.take() : Answer.rendered()).plan();
        workers.execute(() -> begin(exchange, call, plan));
    }

    @Override
    public void released(Exchange exchange) {
        ((Call) exchange.attachment()).session().end();
    }

    private void begin(Exchange exchange, Call call, Plan plan) {
        Session session = call.session();
        try {
            if (plan.silent) {
                BigDecimal cost = plan.charged ? priceOf(call) : BigDecimal.ZERO;
                later(plan.latency, () -> endSilently(exchange, call, plan, cost));
            } else if (plan.reply != null) {
                boolean charged = plan.reply.status() == 200 || plan.charged;
                BigDecimal cost = charged ? priceOf(call) : null;
                if (charged) {
                    session.ledger.take(cost);
                }
                Duration latency = plan.reply.status() == 200 ? latency(plan, session) : plan.latency;
                later(latency, () -> end(exchange, call, plan, cost, () -> plan.reply));
            } else if (exchange.request().path().equals(CREDITS)) {
                end(exchange, call, plan, null, () -> balance(exchange.request(), session));
            } else {
                Admitted admitted = checks.admit(exchange.request(), session);
                Duration latency = latency(plan, session);
                later(
                        latency,
                        () -> end(exchange, call, plan, admitted.price(), () -> generation.run(admitted, latency)));
            }
        } catch (Refusal e) {
            later(plan.latency, () -> end(exchange, call, plan, null, e::reply));
        } catch (RuntimeException e) {
            end(exchange, call, plan, null, () -> Reply.error(500, "The sandbox failed: " + e));
        }
    }

    private void later(Duration latency, Runnable task) {
        if (latency == null || latency.isZero()) {
            task.run();
        } else {
            server.after(latency, () -> workers.execute(task));
        }
    }

    private static Duration latency(Plan plan, Session session) {
        return plan.latency == null ? session.latency : plan.latency;
    }

    private BigDecimal priceOf(Call call) {
        return Model.find(call.received().model())
                .map(model -> model.price(settings.unknownModelPrice()))
                .orElse(settings.unknownModelPrice());
    }

    private Reply balance(Request request, Session session) throws Refusal {
        if (!request.method().equals("GET")) {
            throw new Refusal(Reply.methodNotAllowed());
        }
        checks.requireKey(request);
        return Reply.of(
                200, Reply.JSON, "{\"credits\":" + session.ledger.balance().toPlainString() + ",\"free-credits\":0}");
    }

    /** Makes the reply, settles its price (null: there is none), and sends it. */
    private void end(Exchange exchange, Call call, Plan plan, BigDecimal cost, Callable<Reply> making) {
        Ledger ledger = call.session().ledger;
        Reply reply = make(making);
        BigDecimal charged = BigDecimal.ZERO;
        if (cost != null && (reply.status() == 200 || plan.charged)) {
            BigDecimal left = ledger.charge(cost);
            charged = cost;
            reply = reply.status() == 200 ? generation.withAccount(reply, cost, left) : reply;
        } else if (cost != null) {
            ledger.refund(cost);
        }
        reply = plan.edit(reply);
        call.answered(reply, charged, settings.keepBodies());
        settings.listener().accept(call.received());
        exchange.answer(plan.deliver(reply, exchange.request().method().equals("HEAD")));
    }

    private static Reply make(Callable<Reply> making) {
        try {
            return making.call();
        } catch (Refusal e) {
            return e.reply();
        } catch (UnreadablePictureException e) {
            return Reply.error(400, e.getMessage());
        } catch (Exception | OutOfMemoryError e) {
            // A large picture on a small heap fails one call; left alone it would leave its client waiting for good.
            return Reply.error(500, "The sandbox failed: " + e);
        }
    }

    private void endSilently(Exchange exchange, Call call, Plan plan, BigDecimal cost) {
        if (plan.charged) {
            call.session().ledger.take(cost);
            call.session().ledger.charge(cost);
        }
        call.unanswered(cost);
        settings.listener().accept(call.received());
        exchange.answer(plan.deliver(null, false));
    }
}
