// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import java.math.BigDecimal;

/** The account: a call reserves its price when it starts, and is charged or refunded when it ends. */
final class Ledger {

    private BigDecimal balance;
    private BigDecimal spent = BigDecimal.ZERO;
    private BigDecimal reserved = BigDecimal.ZERO;
    private BigDecimal cap;
    private int charged;

    Ledger(BigDecimal balance) {
        this.balance = balance;
    }

    synchronized BigDecimal balance() {
        return balance;
    }

    synchronized void balance(BigDecimal newBalance) {
        balance = newBalance;
    }

    synchronized void cap(BigDecimal newCap) {
        cap = newCap;
    }

    synchronized BigDecimal spent() {
        return spent;
    }

    synchronized int charged() {
        return charged;
    }

    synchronized void reserve(BigDecimal cost) throws Refusal {
        if (balance.compareTo(cost) < 0) {
            throw new Refusal(
                    406,
                    "Insufficient credits: your balance is " + balance.toPlainString()
                            + " credits, and this request costs " + cost.toPlainString() + " credits");
        }
        if (cap != null && spent.add(reserved).add(cost).compareTo(cap) > 0) {
            throw new Refusal(
                    406,
                    "Team spending limit reached: " + spent.add(reserved).toPlainString() + " of " + cap.toPlainString()
                            + " USD");
        }
        take(cost);
    }

    /** Reserves without asking: for answers that a script wants, whatever the balance. */
    synchronized void take(BigDecimal cost) {
        balance = balance.subtract(cost);
        reserved = reserved.add(cost);
    }

    synchronized void refund(BigDecimal cost) {
        balance = balance.add(cost);
        reserved = reserved.subtract(cost);
    }

    /** Turns a reservation into a charge and says what is left. */
    synchronized BigDecimal charge(BigDecimal cost) {
        reserved = reserved.subtract(cost);
        spent = spent.add(cost);
        charged++;
        return balance;
    }
}
