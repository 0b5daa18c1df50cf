// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

/** Who is measured. */
final class Peers {

    static final String OURS = "segmind";
    static final String HAND = "camel-http";
    static final String TUNED = "camel-http, tuned";
    static final String ASYNC = "bare asynchronous client";
    static final String JDK = "JDK client";

    /** A model from the catalogue, so that its parameters are validated, as they are for users. */
    static final String PATH = "/v1/ssd-canny";

    static final String KEY = "SG_0123456789abcdef";
    static final String PROMPT = "a lighthouse at dusk";

    private Peers() {}

    static Peer start(Order order) throws Exception {
        return switch (order.peer()) {
            case OURS -> new CamelPeer(Routes.ours(order), order, false);
            case HAND -> new CamelPeer(Routes.byHand(order), order, true);
            case TUNED -> new CamelPeer(Routes.tuned(order), order, false);
            case ASYNC -> new AsyncPeer(order.url() + PATH);
            case JDK -> new JdkPeer(order.url() + PATH);
            default -> throw new IllegalArgumentException("no peer is called " + order.peer());
        };
    }
}
