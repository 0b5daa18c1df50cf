// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import io.github.camelsegmind.sandbox.wire.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything that a reset forgets. A call that is under way then still counts here, and so no longer anywhere. */
final class Session {

    final Ledger ledger;
    final Script script = new Script();
    final Set<String> retired = ConcurrentHashMap.newKeySet();
    final AtomicInteger connections = new AtomicInteger();
    volatile RateLimit rateLimit = RateLimit.NONE;
    volatile Duration latency;

    private final boolean keepBodies;
    private final List<Call> calls = new ArrayList<>();
    private int inFlight;
    private int maxInFlight;

    Session(Settings settings) {
        ledger = new Ledger(settings.credits());
        latency = settings.latency();
        keepBodies = settings.keepBodies();
    }

    synchronized Call begin(Request request, boolean generation) {
        Call call = new Call(this, request, generation, keepBodies);
        calls.add(call);
        inFlight++;
        maxInFlight = Math.max(maxInFlight, inFlight);
        return call;
    }

    synchronized void end() {
        inFlight--;
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized int maxInFlight() {
        return maxInFlight;
    }

    synchronized List<ReceivedCall> received(boolean generationsOnly) {
        return calls.stream()
                .filter(call -> !generationsOnly || call.isGeneration())
                .map(Call::received)
                .toList();
    }
}
