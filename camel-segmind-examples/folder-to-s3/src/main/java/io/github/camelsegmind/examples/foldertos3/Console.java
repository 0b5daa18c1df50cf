// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import io.github.camelsegmind.SegmindConstants;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

/** Tells people what happens, one line a picture, and keeps count. Pictures end on several threads. */
public final class Console {

    private final PrintStream out;
    private final int expected;
    private final List<String> keys = new ArrayList<>();
    private int failed;
    private BigDecimal spent = BigDecimal.ZERO;
    private BigDecimal creditsLeft;

    /** @param expected how many pictures will come, 0 when nobody knows */
    Console(PrintStream out, int expected) {
        this.out = out;
        this.expected = expected;
    }

    /** A picture is in S3. */
    public synchronized void stored(Exchange exchange) {
        Message message = exchange.getMessage();
        String key = message.getHeader(AWS2S3Constants.KEY, String.class);
        keys.add(key);
        account(message);
        line(
                exchange,
                String.format(
                        Locale.ROOT,
                        "%s  %.1f s  cost %s  credits left %s  -> S3 %s",
                        message.getHeader(SegmindConstants.MODEL),
                        Duration.ofMillis(exchange.getClock().elapsed()).toMillis() / 1000.0,
                        known(message.getHeader(SegmindConstants.COST)),
                        known(message.getHeader(SegmindConstants.REMAINING_CREDITS)),
                        key));
    }

    /** A picture failed. */
    public synchronized void failed(Exchange exchange) {
        failed++;
        if (Reason.paid(exchange)) {
            account(exchange.getMessage());
        }
        Throwable cause = Reason.cause(exchange);
        String firstLine = Reason.message(cause).lines().findFirst().orElse("");
        line(exchange, "FAILED: " + firstLine + "  -> failed/");
    }

    private void account(Message message) {
        BigDecimal cost = message.getHeader(SegmindConstants.COST, BigDecimal.class);
        spent = cost == null ? spent : spent.add(cost);
        // Pictures don't end in the order in which they were charged, so the last balance told is not the balance.
        BigDecimal credits = message.getHeader(SegmindConstants.REMAINING_CREDITS, BigDecimal.class);
        if (credits != null) {
            creditsLeft = creditsLeft == null ? credits : creditsLeft.min(credits);
        }
    }

    private void line(Exchange exchange, String what) {
        int count = keys.size() + failed;
        out.printf(
                "  %-8s %-22s %s%n",
                expected > 0 ? count + " of " + expected : count,
                exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY),
                what);
    }

    private static Object known(Object value) {
        return value == null ? "?" : value;
    }

    synchronized List<String> keys() {
        return List.copyOf(keys);
    }

    synchronized int failed() {
        return failed;
    }

    synchronized String summary() {
        return String.format(
                "%d pictures in S3, %d failed; spent %s credits, %s left",
                keys.size(), failed, spent, known(creditsLeft));
    }
}
