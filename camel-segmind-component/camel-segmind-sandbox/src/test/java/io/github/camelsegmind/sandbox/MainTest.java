// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true);

    @Test
    void printsItsAddressAndOneLineACall() {
        List<String> args = List.of("--key", "k", "--latency", "20", "--credits", "3", "--any-model");
        try (SegmindSandbox sandbox = Main.start(args, Map.of(), out)) {
            new Client(sandbox).generate("unheard-of", Client.canny());
            assertThat(printed.toString().lines())
                    .containsExactly(
                            "Segmind sandbox at " + sandbox.baseUrl() + ", key k, balance 3 credits",
                            "POST /v1/unheard-of -> 200, 0.01 credits");
        }
    }

    @Test
    void environmentSpeaksWhereTheArgumentsAreSilent() {
        Map<String, String> environment =
                Map.of("SEGMIND_SANDBOX_KEY", "from-env", "SEGMIND_SANDBOX_CREDITS", "1", "SEGMIND_SANDBOX_PORT", "0");
        try (SegmindSandbox sandbox = Main.start(List.of("--credits", "2"), environment, out)) {
            assertThat(sandbox.apiKey()).isEqualTo("from-env");
            assertThat(sandbox.credits()).isEqualByComparingTo("2");
        }
    }

    @Test
    void mistakesAreNamed() {
        fails("--prot", "Unknown option: --prot", "--prot", "1");
        fails("--port", "Unknown or incomplete option: --port", "--port");
        fails("--port", "Not a value for --port: many", "--port", "many");
        fails("--latency", "Not a value for --latency: PT", "--latency", "PT");
    }

    private void fails(String what, String message, String... args) {
        assertThatThrownBy(() -> Main.start(List.of(args), Map.of(), out))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
