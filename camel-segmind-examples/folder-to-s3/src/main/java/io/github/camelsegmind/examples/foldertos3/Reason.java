// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import io.github.camelsegmind.SegmindException;
import org.apache.camel.Exchange;

/** Says why a picture failed, for the one who finds it in the folder of the failed. */
public final class Reason {

    /** The text that is left beside the source. */
    public String text(Exchange exchange) {
        Throwable cause = cause(exchange);
        StringBuilder text = new StringBuilder()
                .append(exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY))
                .append(" failed.\n\n")
                .append(message(cause))
                .append("\n\n");
        if (cause instanceof SegmindException failure) {
            line(text, "Model", failure.getModel());
            line(text, "Status", failure.getStatusCode() == 0 ? null : failure.getStatusCode());
            line(text, "Request", failure.getRequestId());
            line(text, "Attempts", failure.getAttempts());
        }
        line(text, "Charged", charged(exchange, cause));
        return text.append("\nTo try again, move the source back.\n").toString();
    }

    static Throwable cause(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }

    static String message(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    static boolean paid(Exchange exchange) {
        return exchange.getProperty("paid", false, Boolean.class);
    }

    static String charged(Exchange exchange, Throwable cause) {
        if (paid(exchange)) {
            return "yes, and the picture is kept beside this file: store it by hand rather than pay for it again";
        }
        boolean possibly = cause instanceof SegmindException failure && failure.isPossiblyCharged();
        return possibly ? "possibly: look at the account before trying again" : "no";
    }

    private static void line(StringBuilder text, String name, Object value) {
        if (value != null) {
            text.append(String.format("%-9s %s%n", name + ":", value));
        }
    }
}
