// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import io.github.camelsegmind.sandbox.Answer;
import io.github.camelsegmind.sandbox.SegmindSandbox;
import java.math.BigDecimal;
import java.time.Duration;

/** The service, in a process of its own: it answers any call with a picture of the wanted size after the wanted time. */
public final class Service {

    private SegmindSandbox sandbox;

    private Service() {}

    public static void main(String[] args) throws Exception {
        Service service = new Service();
        Json.serve(Setting.class, service::set);
        System.exit(0);
    }

    /** How the service is to behave from now on; what was counted so far is forgotten. A size of 0 changes nothing. */
    record Setting(int size, int latency) {}

    /** What the service has seen since the last setting. */
    record State(String url, int charged, int maxInFlight, int connections) {}

    private State set(Setting setting) {
        if (sandbox == null) {
            sandbox = SegmindSandbox.builder()
                    .apiKey(Peers.KEY)
                    .keepBodies(false)
                    .pictures(false)
                    .anyModel(true)
                    .start();
        }
        State state = new State(sandbox.baseUrl(), sandbox.charged(), sandbox.maxInFlight(), sandbox.connections());
        if (setting.size() > 0) {
            sandbox.reset();
            sandbox.credits(new BigDecimal("1e12"))
                    .latency(Duration.ofMillis(setting.latency()))
                    .always(Answer.ok("image/png", Answers.png(setting.size())));
        }
        return state;
    }
}
