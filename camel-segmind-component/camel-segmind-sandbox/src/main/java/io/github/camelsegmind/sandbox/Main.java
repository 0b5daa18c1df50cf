// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The sandbox in a terminal: prints its address and one line a call, and ends on Ctrl-C. Options, each also as an
 * environment variable: {@code --port 8080} ({@code SEGMIND_SANDBOX_PORT}), {@code --key SG_...}
 * ({@code SEGMIND_SANDBOX_KEY}), {@code --latency PT2S} or {@code 2000} milliseconds ({@code SEGMIND_SANDBOX_LATENCY}),
 * {@code --credits 100} ({@code SEGMIND_SANDBOX_CREDITS}), {@code --any-model} ({@code SEGMIND_SANDBOX_ANY_MODEL=true}).
 */
public final class Main {

    private static final String USAGE =
            "Options: --port N  --key TEXT  --latency MILLIS|PT2S  --credits N  --any-model";

    private Main() {}

    /** Runs until the process is ended. */
    public static void main(String[] args) throws InterruptedException {
        SegmindSandbox sandbox;
        try {
            sandbox = start(List.of(args), System.getenv(), System.out);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + USAGE);
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        new CountDownLatch(1).await();
    }

    static SegmindSandbox start(List<String> args, Map<String, String> environment, PrintStream out) {
        SegmindSandbox.Builder builder =
                SegmindSandbox.builder().keepBodies(false).listener(call -> out.println(call));
        for (String option : List.of("port", "key", "latency", "credits", "any-model")) {
            String value = environment.get(
                    "SEGMIND_SANDBOX_" + option.toUpperCase(Locale.ROOT).replace('-', '_'));
            if (value != null) {
                set(builder, option, value);
            }
        }
        for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (option.equals("--any-model")) {
                builder.anyModel(true);
            } else if (option.startsWith("--") && rest.hasNext()) {
                set(builder, option.substring(2), rest.next());
            } else {
                throw new IllegalArgumentException("Unknown or incomplete option: " + option);
            }
        }
        SegmindSandbox sandbox = builder.start();
        out.println("Segmind sandbox at " + sandbox.baseUrl() + ", key " + sandbox.apiKey() + ", balance "
                + sandbox.credits().toPlainString() + " credits");
        return sandbox;
    }

    private static void set(SegmindSandbox.Builder builder, String option, String value) {
        try {
            switch (option) {
                case "port" -> builder.port(Integer.parseInt(value));
                case "key" -> builder.apiKey(value);
                case "latency" -> builder.latency(duration(value));
                case "credits" -> builder.credits(new BigDecimal(value));
                case "any-model" -> builder.anyModel(Boolean.parseBoolean(value));
                default -> throw new IllegalArgumentException("Unknown option: --" + option);
            }
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException("Not a value for --" + option + ": " + value, e);
        }
    }

    private static Duration duration(String text) {
        return text.startsWith("P") ? Duration.parse(text) : Duration.ofMillis(Long.parseLong(text));
    }
}
