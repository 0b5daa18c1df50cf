// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Copies headers between message and HTTP as far as a filter lets them; without one, none. */
final class HttpHeaders {

    /** What the transport itself decides. */
    private static final Set<String> RESERVED = Set.of(
            "x-api-key",
            "authorization",
            "host",
            "content-type",
            "content-length",
            "transfer-encoding",
            "connection",
            "expect");

    private HttpHeaders() {}

    static Map<String, String> toSend(Exchange exchange, HeaderFilterStrategy filter) {
        Map<String, String> headers = new TreeMap<>();
        if (filter != null) {
            exchange.getMessage().getHeaders().forEach((name, value) -> {
                boolean text = value instanceof String || value instanceof Number || value instanceof Boolean;
                if (text
                        && !RESERVED.contains(name.toLowerCase(Locale.ROOT))
                        && !filter.applyFilterToCamelHeaders(name, value, exchange)) {
                    headers.put(name, String.valueOf(value));
                }
            });
        }
        return headers;
    }

    static void received(Map<String, String> headers, Exchange exchange, HeaderFilterStrategy filter) {
        if (filter != null) {
            headers.forEach((name, value) -> {
                if (!RESERVED.contains(name) && !filter.applyFilterToExternalHeaders(name, value, exchange)) {
                    exchange.getMessage().setHeader(name, value);
                }
            });
        }
    }
}
