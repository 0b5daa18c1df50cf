// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import io.github.camelsegmind.sandbox.wire.Request;
import java.math.BigDecimal;
import java.util.Map;

/** A call's place in the record: taken when it arrives, filled in when it is answered. */
final class Call {

    private static final byte[] NOTHING = {};

    private final Session session;
    private final boolean generation;
    private volatile ReceivedCall received;

    Call(Session session, Request request, boolean generation, boolean keepBody) {
        this.session = session;
        this.generation = generation;
        this.received = new ReceivedCall(
                request.method(),
                request.path(),
                Desk.modelOf(request.path()),
                request.headers(),
                keepBody ? request.body() : NOTHING,
                0,
                NOTHING,
                BigDecimal.ZERO,
                "");
    }

    /** Where it counts, also when the sandbox has been reset since. */
    Session session() {
        return session;
    }

    boolean isGeneration() {
        return generation;
    }

    ReceivedCall received() {
        return received;
    }

    void answered(Reply reply, BigDecimal cost, boolean keepBody) {
        ReceivedCall r = received;
        received = new ReceivedCall(
                r.method(),
                r.path(),
                r.model(),
                r.headers(),
                r.body(),
                reply.status(),
                keepBody ? reply.body() : NOTHING,
                cost,
                reply.headers().getOrDefault(Checks.REQUEST_ID, ""));
    }

    void unanswered(BigDecimal cost) {
        answered(new Reply(0, Map.of(), NOTHING), cost, false);
    }
}
