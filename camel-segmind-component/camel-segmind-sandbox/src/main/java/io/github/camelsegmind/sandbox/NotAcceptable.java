// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

/** The four things that the service says with status 406. Only the text tells them apart. */
public enum NotAcceptable {
    /** The balance is below the price of the call. */
    INSUFFICIENT_CREDITS("Insufficient credits: your balance is 0.001 credits, and this request costs 0.01 credits"),
    /** The request declares no content type, or one that the service does not read. */
    CONTENT_TYPE("Invalid or missing Content-Type: expected application/json or multipart/form-data"),
    /** A value is not among those that the model declares. */
    PARAMETER("Invalid value for parameter scheduler: it is not one of the allowed values"),
    /** The team has spent what it may. */
    SPENDING_CAP("Team spending limit reached: 25.00 of 25.00 USD");

    private final String text;

    NotAcceptable(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
