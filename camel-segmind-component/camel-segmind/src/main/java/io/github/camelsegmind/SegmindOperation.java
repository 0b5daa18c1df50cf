// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

/** What a call asks of the service; the constants are spelt as in the URI. */
public enum SegmindOperation {
    /** Runs the model and answers with what it made. */
    generate,
    /** Asks for the account's balance, which is free of charge. */
    credits
}
