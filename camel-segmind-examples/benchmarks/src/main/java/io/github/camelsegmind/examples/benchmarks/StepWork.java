// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** What comes after a call in a route: a slow step, another call that is waited for, or many calls one after the other. */
final class StepWork {

    /** How long the slow step takes. */
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(500);

    private static final String BEGUN = "begun";

    private StepWork() {}

    /** Reports how long the slowest answer took to reach its step, the time of the service included. */
    static Measure runSlow(Order order) throws Exception {
        AtomicLong worst = new AtomicLong();
        Processor step = exchange -> {
            long waited = System.nanoTime() - exchange.getProperty(BEGUN, Long.class);
            worst.accumulateAndGet(waited, Math::max);
            LockSupport.parkNanos(STEP);
        };
        return run(order, context -> step, 1, worst);
    }

    static Measure runNested(Order order) throws Exception {
        return run(order, StepWork::nested, 1, new AtomicLong());
    }

    private static Processor nested(CamelContext context) {
        ProducerTemplate template = context.createProducerTemplate();
        return exchange -> template.requestBody("direct:inner", new byte[1024], byte[].class);
    }

    /** Each exchange makes 50 calls, one after the other. */
    static Measure runLoop(Order order) throws Exception {
        return run(order, context -> exchange -> exchange.getMessage().setBody(new byte[1024]), 50, new AtomicLong());
    }

    private interface Step {
        Processor in(CamelContext context);
    }

    private static Measure run(Order order, Step step, int times, AtomicLong worst) throws Exception {
        Tally tally = new Tally();
        CamelContext context = new DefaultCamelContext();
        try {
            context.getShutdownStrategy().setTimeout(1);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    Routes.ours(order).add(from("direct:inner"));
                    Routes.ours(order)
                            .add(from("direct:outer")
                                    .errorHandler(noErrorHandler())
                                    .loop(times))
                            .process(step.in(context));
                }
            });
            context.start();
            // Loading classes is not what is asked for here.
            context.createProducerTemplate().sendBody("direct:inner", new byte[1024]);
            Meter meter = new Meter();
            var endpoint = context.getEndpoint("direct:outer");
            var route = endpoint.createAsyncProducer();
            route.start();
            for (int i = 0; i < order.calls(); i++) {
                Exchange exchange = endpoint.createExchange();
                exchange.getMessage().setBody(new byte[1024]);
                exchange.setProperty(BEGUN, System.nanoTime());
                tally.begin();
                route.process(exchange, sync -> tally.end(exchange.getException()));
            }
            tally.await(order.calls(), order.limit());
            return meter.stop(tally, Map.of("slowest", worst.get() / 1e9));
        } finally {
            context.stop();
        }
    }
}
