// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import static org.apache.camel.builder.Builder.constant;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.dataformat.JsonLibrary;

/** The routes of the Camel peers: from a picture to an answer. */
final class Routes {

    private Routes() {}

    /** A piece of route that makes a call. */
    interface Call {
        ProcessorDefinition<?> add(ProcessorDefinition<?> route);
    }

    static RouteBuilder from(String uri, Call call, Processor last) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                call.add(from(uri).errorHandler(noErrorHandler())).process(last);
            }
        };
    }

    static Call ours(Order order) {
        String uri = "segmind:" + Peers.PATH.substring("/v1/".length()) + "?prompt=RAW(" + Peers.PROMPT + ")"
                + "&baseUrl=" + order.url() + "&apiKey=" + Peers.KEY
                + "&maxConcurrentRequests=" + order.places() + "&outputType=" + order.output();
        return route -> route.to(uri);
    }

    /** What a user writes today, as the pages of camel-http and camel-jackson show it. */
    static Call byHand(Order order) {
        return route -> hand(route, order.url() + Peers.PATH, order.output());
    }

    /** The same with the connections and threads that the load needs. */
    static Call tuned(Order order) {
        int places = order.places();
        String uri = order.url() + Peers.PATH + "?connectionsPerRoute=" + places + "&maxTotalConnections=" + places;
        return route ->
                hand(route.threads().poolSize(places).maxPoolSize(places).maxQueueSize(-1), uri, order.output());
    }

    private static ProcessorDefinition<?> hand(ProcessorDefinition<?> route, String uri, String output) {
        ProcessorDefinition<?> called = route.process(Routes::payload)
                .marshal()
                .json(JsonLibrary.Jackson)
                .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .setHeader("x-api-key", constant(Peers.KEY))
                .to(uri);
        return output.equals("bytes") ? called.convertBodyTo(byte[].class) : called;
    }

    private static void payload(Exchange exchange) throws Exception {
        byte[] picture = exchange.getMessage().getMandatoryBody(byte[].class);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("prompt", Peers.PROMPT);
        payload.put("image", Base64.getEncoder().encodeToString(picture));
        exchange.getMessage().setBody(payload);
    }
}
