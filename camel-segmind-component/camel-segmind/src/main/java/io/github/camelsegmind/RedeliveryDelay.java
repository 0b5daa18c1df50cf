// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import org.apache.camel.Exchange;

/** Tells Camel's redelivery how long the service asked to wait, and takes that back when it no longer holds. */
final class RedeliveryDelay {

    /** Marks a delay as ours, since a route may set one too. */
    private static final String OURS = "CamelSegmindRedeliveryDelay";

    private RedeliveryDelay() {}

    static void set(Exchange exchange, Throwable failure) {
        if (exchange.removeProperty(OURS) != null) {
            exchange.getMessage().removeHeader(SegmindConstants.REDELIVERY_DELAY);
        }
        if (failure instanceof SegmindRateLimitException limit && limit.getRetryAfter() != null) {
            exchange.getMessage()
                    .setHeader(
                            SegmindConstants.REDELIVERY_DELAY,
                            limit.getRetryAfter().toMillis());
            exchange.setProperty(OURS, true);
        }
    }
}
