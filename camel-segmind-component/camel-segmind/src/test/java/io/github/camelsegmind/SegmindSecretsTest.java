// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelsegmind.sandbox.Answer;
import io.github.camelsegmind.sandbox.NotAcceptable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Neither the key nor the prompt nor the picture appears in any text, whatever fails and however much is logged. */
@Timeout(20)
class SegmindSecretsTest extends SegmindTestSupport {

    private static final String KEY = "SG_markerkey00000001";
    private static final String PROMPT = "marker-prompt of a secret product launch";
    private static final byte[] PICTURE = picture(40, 30);

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Recorder recorder = new Recorder();

    private final class Recorder extends AbstractAppender {
        Recorder() {
            super("recorder", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            StringWriter text = new StringWriter();
            text.write(event.getMessage().getFormattedMessage());
            if (event.getThrown() != null) {
                event.getThrown().printStackTrace(new PrintWriter(text));
            }
            logged.add(event.getLoggerName() + ": " + text);
        }
    }

    @BeforeEach
    void logEverything() {
        recorder.start();
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        logging.getConfiguration().getRootLogger().addAppender(recorder, Level.ALL, null);
        logging.getConfiguration().getRootLogger().setLevel(Level.ALL);
        logging.updateLoggers();
    }

    @AfterEach
    void logAsBefore() {
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        logging.getConfiguration().getRootLogger().removeAppender("recorder");
        logging.getConfiguration().getRootLogger().setLevel(Level.INFO);
        logging.updateLoggers();
    }

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withJMX(true);
    }

    @Override
    void configure(SegmindConfiguration options) {
        options.setApiKey(KEY);
        options.setMaxRetries(1);
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:generate").toF("segmind:flux-depth-dev?apiKey=%s&timeout=600", KEY);
                from("direct:uncatalogued").toF("segmind:some-other-model?apiKey=%s&timeout=600", KEY);
            }
        };
    }

    static Stream<Arguments> endings() {
        String echo = "{\"error\":\"key " + KEY + " may not draw '" + PROMPT + "' from "
                + Base64.getEncoder().encodeToString(PICTURE) + "\"}";
        String beginning = "{\"error\":\"rejected: " + PROMPT.substring(0, 20) + "...\"}";
        return Stream.of(
                Arguments.of("success", Answer.ok("image/png", PICTURE)),
                Arguments.of("400 that repeats everything", Answer.status(400, "application/json", echo)),
                Arguments.of("406 that repeats everything", Answer.status(406, "application/json", echo)),
                Arguments.of("500 that repeats everything as text", Answer.status(500, "text/plain", echo)),
                Arguments.of("422 that repeats the beginning", Answer.status(422, "application/json", beginning)),
                Arguments.of("401", Answer.status(401)),
                Arguments.of("403", Answer.status(403)),
                Arguments.of("404", Answer.status(404)),
                Arguments.of("405", Answer.status(405)),
                Arguments.of("406", Answer.notAcceptable(NotAcceptable.PARAMETER)),
                Arguments.of("410", Answer.status(410)),
                Arguments.of("429", Answer.rateLimited("0")),
                Arguments.of("502", Answer.status(502)),
                Arguments.of("504", Answer.status(504)),
                Arguments.of("redirect", Answer.redirect("http://127.0.0.1:1/?key=x")),
                Arguments.of("reset", Answer.reset()),
                Arguments.of("hang up", Answer.hangUp()),
                Arguments.of("stalled", Answer.stalled()),
                Arguments.of("stalled within", Answer.ok("image/png", PICTURE).stalledAfter(10)),
                Arguments.of("truncated", Answer.ok("image/png", PICTURE).truncatedAfter(10)),
                Arguments.of("dripping", Answer.ok("image/png", PICTURE).dripping(1, Duration.ofMillis(20))),
                Arguments.of("an error in a success", Answer.json(echo)),
                Arguments.of("an HTML page", Answer.ok("text/html", echo.getBytes())),
                Arguments.of("malformed JSON", Answer.json(echo).cutTo(40)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void nothingConfidentialIsToldWhen(String ending, Answer answer) throws Exception {
        sandbox().always(answer);

        for (String route : List.of("direct:generate", "direct:uncatalogued")) {
            Exchange exchange = template.send(route, message -> {
                message.getMessage().setBody(PICTURE);
                message.getMessage().setHeader("CamelSegmindPrompt", PROMPT);
            });
            assertNoneOf(describe(exchange.getException()));
        }

        assertThat(sandbox().requests()).as("calls were made").isNotEmpty();
        assertThat(logged).as("something was logged").isNotEmpty();
        assertNoneOf(String.join("\n", logged));
        for (ObjectName name : ManagementFactory.getPlatformMBeanServer().queryNames(null, null)) {
            assertNoneOf(name.toString());
        }
    }

    private static String describe(Throwable failure) {
        if (failure == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void assertNoneOf(String text) {
        assertThat(text)
                .doesNotContain(KEY)
                .doesNotContain("marker-prompt")
                .doesNotContain(Base64.getEncoder().encodeToString(PICTURE).substring(0, 80));
    }
}
