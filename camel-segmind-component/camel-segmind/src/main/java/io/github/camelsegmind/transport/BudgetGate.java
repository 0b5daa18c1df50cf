// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import io.github.camelsegmind.SegmindCreditsException;
import io.github.camelsegmind.SegmindException.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Refuses a call that the configured limits say is not to be paid for, and takes note of what the others cost. */
public final class BudgetGate implements SegmindTransport {

    private final SegmindTransport next;
    private final Account account;
    private final Limits limits;

    /**
     * What may be spent.
     *
     * @param minimumCredits the balance below which nothing is sent, null for none
     * @param spendingLimit the costs at which nothing more is sent, null for none
     * @param spendingWindow the time over which costs are summed up
     */
    public record Limits(BigDecimal minimumCredits, BigDecimal spendingLimit, Duration spendingWindow) {}

    public BudgetGate(SegmindTransport next, Account account, Limits limits) {
        this.next = next;
        this.account = account;
        this.limits = limits;
        if (limits.spendingLimit() != null) {
            account.rememberCosts(limits.spendingWindow());
        }
    }

    @Override
    public CompletableFuture<SegmindResponse> send(SegmindRequest request) {
        String objection = objection();
        if (objection != null) {
            return CompletableFuture.failedFuture(new SegmindCreditsException(
                    "Segmind call to " + request.model() + " was refused before it was sent: " + objection,
                    Failure.beforeSending(request.model()),
                    null));
        }
        return next.send(request).whenComplete((response, failure) -> {
            if (response != null) {
                account.note(response);
            }
        });
    }

    private String objection() {
        BigDecimal balance = account.balance().orElse(null);
        if (limits.minimumCredits() != null && balance != null && balance.compareTo(limits.minimumCredits()) < 0) {
            return "the balance of " + balance.toPlainString() + " credits is below minimumCredits ("
                    + limits.minimumCredits().toPlainString()
                    + "). Top up the account; a call with operation=credits brings the balance up to date.";
        }
        if (limits.spendingLimit() != null) {
            BigDecimal spent = account.spentWithin(limits.spendingWindow());
            if (spent.compareTo(limits.spendingLimit()) >= 0) {
                return spent.toPlainString() + " credits were spent within " + limits.spendingWindow()
                        + ", which reaches spendingLimit ("
                        + limits.spendingLimit().toPlainString()
                        + "). Look for what spends it before you raise the limit.";
            }
        }
        return null;
    }
}
