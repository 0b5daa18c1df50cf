// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.math.BigDecimal;
import java.util.Optional;

/** Credits as the service writes them. */
public final class Money {

    private Money() {}

    /** The amount; empty when the service said nothing, or something that is no number. */
    public static Optional<BigDecimal> of(Optional<String> text) {
        try {
            return text.map(BigDecimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
