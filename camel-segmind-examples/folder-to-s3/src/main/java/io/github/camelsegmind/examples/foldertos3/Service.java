// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import io.github.camelsegmind.sandbox.SegmindSandbox;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/**
 * Who generates the pictures.
 *
 * @param description for people
 * @param properties what Camel needs to know of it
 * @param server what stops it, when it runs here
 */
record Service(String description, Map<String, String> properties, Runnable server) implements AutoCloseable {

    /** The real service when the environment has a key for it, else a sandbox. */
    static Service chosenBy(Settings settings) {
        if (settings.hasApiKey()) {
            return new Service("Segmind, with your key: every picture is paid for", Map.of(), () -> {});
        }
        SegmindSandbox sandbox = SegmindSandbox.builder()
                .latency(Duration.ofMillis(800))
                .credits(new BigDecimal("10"))
                .start();
        return of(sandbox);
    }

    /** That sandbox, which is closed with the service. */
    static Service of(SegmindSandbox sandbox) {
        return new Service(
                "sandbox in this process, free of charge; SEGMIND_API_KEY=... takes the real one",
                Map.of(
                        "camel.component.segmind.base-url", sandbox.baseUrl(),
                        "camel.component.segmind.api-key", sandbox.apiKey()),
                sandbox::close);
    }

    @Override
    public void close() {
        server.run();
    }
}
