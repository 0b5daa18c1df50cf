// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

/** A check that a request did not pass, and what the service answers. Nothing is charged for it. */
final class Refusal extends Exception {

    private final transient Reply reply;

    Refusal(Reply reply) {
        super("refused with status " + reply.status(), null, false, false);
        this.reply = reply;
    }

    Refusal(int status, String text) {
        this(Reply.error(status, text));
    }

    Reply reply() {
        return reply;
    }
}
