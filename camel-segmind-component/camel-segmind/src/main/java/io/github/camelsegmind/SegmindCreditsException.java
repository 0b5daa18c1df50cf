// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

/** There is not enough money: a 406 about credits or a spending cap, or refused here by {@code minimumCredits} or {@code spendingLimit}. Nothing was charged. */
public class SegmindCreditsException extends SegmindException {

    public SegmindCreditsException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }
}
