// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.wire;

/** Bytes that are no request, or one that is too large to take in. */
final class Unreadable extends Exception {

    private final int status;

    Unreadable(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
