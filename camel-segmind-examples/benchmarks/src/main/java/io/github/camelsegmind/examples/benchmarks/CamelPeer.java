// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** A route that a consumer hands its exchanges to. */
final class CamelPeer implements Peer {

    private final CamelContext context = new DefaultCamelContext();
    private final Endpoint endpoint;
    private final AsyncProducer route;
    private final boolean blocks;

    CamelPeer(Routes.Call call, Order order, boolean blocks) throws Exception {
        this.blocks = blocks;
        context.addRoutes(
                Routes.from("direct:call", call, exchange -> Answers.check(exchange.getMessage(), order.crc())));
        context.start();
        endpoint = context.getEndpoint("direct:call");
        route = endpoint.createAsyncProducer();
        route.start();
    }

    @Override
    public void call(Object picture, Consumer<Throwable> done) {
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setBody(picture);
        route.process(exchange, sync -> done.accept(exchange.getException()));
    }

    @Override
    public boolean blocks() {
        return blocks;
    }

    @Override
    public void close() {
        context.stop();
    }
}
