// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.camelsegmind.sandbox.Answer;
import io.github.camelsegmind.sandbox.NotAcceptable;
import io.github.camelsegmind.sandbox.SegmindSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each way of failing becomes, seen from a real socket. */
@Timeout(20)
class SegmindFailureTest extends SegmindTestSupport {

    private static final String MODEL = "segmind:flux-depth-dev?maxRetries=0&timeout=1500";

    @Override
    void configure(SegmindConfiguration options) {
        options.setConnectTimeout(1000);
    }

    /** Calls without any sugar, and proves that there is exactly one callback, on another thread than the caller's. */
    private SegmindException failure(String uri) {
        Exchange exchange = exchange();
        AtomicInteger callbacks = new AtomicInteger();
        CompletableFuture<Thread> done = new CompletableFuture<>();
        boolean synchronously = producer(uri).process(exchange, doneSync -> {
            callbacks.incrementAndGet();
            done.complete(Thread.currentThread());
        });
        assertThat(synchronously).isFalse();
        assertThat(done)
                .succeedsWithin(Duration.ofSeconds(10))
                .extracting(Thread::getName)
                .asString()
                .contains("Segmind");
        assertThat(exchange.getException()).isInstanceOf(SegmindException.class);
        assertThat(callbacks).hasValue(1);
        return (SegmindException) exchange.getException();
    }

    private Exchange exchange() {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(picture());
        exchange.getMessage().setHeader("CamelSegmindPrompt", "a castle");
        return exchange;
    }

    private AsyncProcessor producer(String uri) {
        try {
            AsyncProcessor producer = context.getEndpoint(uri).createAsyncProducer();
            ((org.apache.camel.Producer) producer).start();
            return producer;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of(400, SegmindRequestException.class, false),
                Arguments.of(401, SegmindAuthenticationException.class, false),
                Arguments.of(402, SegmindCreditsException.class, false),
                Arguments.of(403, SegmindAuthenticationException.class, false),
                Arguments.of(404, SegmindRequestException.class, false),
                Arguments.of(405, SegmindRequestException.class, false),
                Arguments.of(410, SegmindRequestException.class, false),
                Arguments.of(413, SegmindRequestException.class, false),
                Arguments.of(422, SegmindRequestException.class, false),
                Arguments.of(429, SegmindRateLimitException.class, true),
                Arguments.of(500, SegmindUnavailableException.class, false),
                Arguments.of(502, SegmindUnavailableException.class, true),
                Arguments.of(503, SegmindUnavailableException.class, true),
                Arguments.of(504, SegmindUnavailableException.class, false));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void aStatusBecomesItsException(int status, Class<?> type, boolean retryable) {
        sandbox().always(Answer.status(status));

        SegmindException failure = failure(MODEL);

        assertThat(failure).isExactlyInstanceOf(type);
        assertThat(failure.getStatusCode()).isEqualTo(status);
        assertThat(failure.getModel()).isEqualTo("flux-depth-dev");
        assertThat(failure.getAttempts()).isEqualTo(1);
        assertThat(failure.isRetryable()).isEqualTo(retryable);
        assertThat(failure.isPossiblyCharged()).isFalse();
        assertThat(failure).hasMessageContaining("flux-depth-dev").hasMessageContaining(String.valueOf(status));
        assertThat(sandbox().charged()).isZero();
    }

    @Test
    void whatTheServiceSaidIsQuoted() {
        sandbox().always(Answer.status(500, "application/json", "{\"error\":\"CUDA out of memory\"}"));

        assertThat(failure(MODEL)).hasMessageContaining("CUDA out of memory");
    }

    @Test
    void anHtmlErrorPageIsNotQuoted() {
        sandbox().always(Answer.status(405));

        assertThat(failure(MODEL)).hasMessageNotContaining("<").isInstanceOf(SegmindRequestException.class);
    }

    static Stream<Arguments> meaningsOf406() {
        return Stream.of(
                Arguments.of(NotAcceptable.INSUFFICIENT_CREDITS, SegmindCreditsException.class, "Top up"),
                Arguments.of(NotAcceptable.SPENDING_CAP, SegmindCreditsException.class, "cap"),
                Arguments.of(NotAcceptable.CONTENT_TYPE, SegmindRequestException.class, "Content-Type"),
                Arguments.of(NotAcceptable.PARAMETER, SegmindRequestException.class, "parameter"));
    }

    @ParameterizedTest
    @MethodSource("meaningsOf406")
    void a406IsToldApartByWhatItSays(NotAcceptable kind, Class<?> type, String advice) {
        sandbox().always(Answer.notAcceptable(kind));

        assertThat(failure(MODEL)).isExactlyInstanceOf(type).hasMessageContaining(advice);
    }

    @Test
    void aRedirectIsNotFollowedAndTheKeyGoesNowhereElse() {
        try (SegmindSandbox elsewhere = SegmindSandbox.start()) {
            sandbox().always(Answer.redirect(elsewhere.baseUrl() + "/v1/flux-depth-dev"));

            assertThat(failure(MODEL))
                    .isExactlyInstanceOf(SegmindRequestException.class)
                    .hasMessageContaining("redirect");
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void a429TellsWhenToComeBackToExceptionAndRedelivery() {
        sandbox().always(Answer.rateLimited(Instant.now().plus(30, ChronoUnit.SECONDS)));
        Exchange exchange = call(MODEL, message -> {
            message.getMessage().setBody(picture());
            message.getMessage().setHeader("CamelSegmindPrompt", "a castle");
        });

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(SegmindRateLimitException.class, failure -> assertThat(failure.getRetryAfter())
                        .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30)));
        assertThat(exchange.getMessage().getHeader("CamelRedeliveryDelay", Long.class))
                .isCloseTo(30_000L, within(10_000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001-01-01T00:00:00Z", "0", "978307200"})
    void aResetInThePastIsNoWait(String reset) {
        sandbox().always(Answer.rateLimited(reset));

        assertThat(failure(MODEL).getRetryAfter()).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2999-01-01T00:00:00Z", "2999-01-01 00:00:00", "32472144000", "32472144000000"})
    void anAbsurdlyFarResetIsBounded(String reset) {
        sandbox().always(Answer.rateLimited(reset));

        assertThat(failure(MODEL).getRetryAfter()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void anUnreadableResetIsUnknown() {
        sandbox().always(Answer.rateLimited("soon"));

        assertThat(failure(MODEL).getRetryAfter()).isNull();
    }

    @Test
    void aRefusedConnectionWasNotSent() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(failure(MODEL + "&baseUrl=http://127.0.0.1:" + port))
                .isExactlyInstanceOf(SegmindUnavailableException.class)
                .hasMessageContaining("was not sent")
                .satisfies(failure -> assertThat(failure.isRetryable()).isTrue())
                .satisfies(failure -> assertThat(failure.getStatusCode()).isZero());
    }

    @Test
    void anUnknownHostWasNotSent() {
        assertThat(failure(MODEL + "&baseUrl=http://segmind.invalid"))
                .isExactlyInstanceOf(SegmindUnavailableException.class)
                .satisfies(failure -> assertThat(failure.isRetryable()).isTrue());
    }

    @Test
    void aServerThatSpeaksNoTlsWasNotSentAnything() {
        String https = sandbox().baseUrl().replace("http:", "https:");

        assertThat(failure(MODEL + "&baseUrl=" + https))
                .isExactlyInstanceOf(SegmindUnavailableException.class)
                .satisfies(failure -> assertThat(failure.isRetryable()).isTrue());
        assertThat(sandbox().requests()).isEmpty();
    }

    @Test
    void aConnectLimitWasNotSent() throws IOException {
        // Its only place is taken and it never accepts, so a handshake cannot end.
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(failure("segmind:x?maxRetries=0&connectTimeout=300&baseUrl=https://127.0.0.1:"
                            + deaf.getLocalPort()))
                    .isExactlyInstanceOf(SegmindUnavailableException.class)
                    .satisfies(failure -> assertThat(failure.isRetryable()).isTrue());
        }
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                Arguments.of("before the answer", Answer.stalled()),
                Arguments.of("within the answer", Answer.rendered().stalledAfter(100)),
                Arguments.of("dripping", Answer.rendered().dripping(1, Duration.ofMillis(20))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silences")
    void anAnswerThatDoesNotComeInTimeMayHaveBeenCharged(String when, Answer answer) {
        sandbox().always(answer);
        long started = System.nanoTime();

        SegmindException failure = failure("segmind:flux-depth-dev?timeout=600");

        assertThat(failure).isExactlyInstanceOf(SegmindTimeoutException.class);
        assertThat(failure.isPossiblyCharged()).isTrue();
        assertThat(failure.isRetryable()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat(sandbox().requests()).hasSize(1);
    }

    static Stream<Arguments> breaks() {
        return Stream.of(
                Arguments.of("reset before the answer", Answer.reset()),
                Arguments.of("closed before the answer", Answer.hangUp()),
                Arguments.of("reset within the answer", Answer.rendered().resetAfter(100)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaks")
    void aConnectionThatBreaksMayHaveBeenChargedAndIsNeverRepeated(String how, Answer answer) {
        sandbox().always(answer);

        SegmindException failure = failure("segmind:flux-depth-dev?timeout=5000");

        assertThat(failure).isExactlyInstanceOf(SegmindTimeoutException.class);
        assertThat(failure.isPossiblyCharged()).isTrue();
        assertThat(sandbox().requests()).hasSize(1);
    }

    @Test
    void anAnswerThatEndsEarlyIsUnusableAndMayHaveBeenCharged() {
        sandbox().always(Answer.rendered().truncatedAfter(100));

        SegmindException failure = failure(MODEL);

        assertThat(failure).isExactlyInstanceOf(SegmindContentException.class);
        assertThat(failure.isPossiblyCharged()).isTrue();
        assertThat(failure.getStatusCode()).isEqualTo(200);
        assertThat(sandbox().requests()).hasSize(1);
    }

    @Test
    void anErrorWhoseTextBreaksOffStillIsThatError() {
        sandbox().always(Answer.status(503).truncatedAfter(3));

        assertThat(failure(MODEL).getStatusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503})
    void whatIsKnownNotToHaveRunIsRepeated(int status) {
        sandbox().next(2, status == 429 ? Answer.rateLimited("0") : Answer.status(status));

        Exchange exchange = template.send("segmind:flux-depth-dev?retryDelay=1", message -> {
            message.getMessage().setBody(picture());
            message.getMessage().setHeader("CamelSegmindPrompt", "a castle");
        });

        assertThat(exchange.getException()).isNull();
        assertThat(sandbox().requests()).hasSize(3);
        assertThat(sandbox().charged()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 406, 410, 422, 500, 504})
    void nothingElseIsRepeated(int status) {
        sandbox().always(Answer.status(status));

        failure("segmind:flux-depth-dev?retryDelay=1&maxRetries=5");

        assertThat(sandbox().requests()).hasSize(1);
    }

    @Test
    void repeatsAreCountedAndEnd() {
        sandbox().always(Answer.status(503));

        assertThat(failure("segmind:flux-depth-dev?retryDelay=1&maxRetries=2").getAttempts())
                .isEqualTo(3);
        assertThat(sandbox().requests()).hasSize(3);
    }

    @Test
    void aPictureThatChangesWhileItIsSentIsNotSentWhole() throws Exception {
        java.nio.file.Path file = java.nio.file.Files.createTempFile("growing", ".png");
        java.nio.file.Files.write(file, picture());
        Exchange exchange = exchange();
        exchange.getMessage().setBody(new java.io.File(file.toString()) {
            private static final long serialVersionUID = 1L;

            @Override
            public java.nio.file.Path toPath() {
                return file;
            }
        });
        // The file grows after its length was promised and before it is read: the admission lets it wait until then.
        sandbox().latency(Duration.ofMillis(300));
        String uri = "segmind:flux-depth-dev?maxConcurrentRequests=1";
        AsyncProcessor producer = producer(uri);
        CompletableFuture<Boolean> first = new CompletableFuture<>();
        producer.process(exchange(), done -> first.complete(true));
        CompletableFuture<Boolean> second = new CompletableFuture<>();
        producer.process(exchange, done -> second.complete(true));
        java.nio.file.Files.delete(file);

        assertThat(second).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(exchange.getException()).isExactlyInstanceOf(SegmindValidationException.class);
        assertThat(first).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(sandbox().charged()).isEqualTo(1);
    }

    @Test
    void minimumCreditsRefusesOnceTheBalanceIsKnownToBeBelow() {
        sandbox().credits(new java.math.BigDecimal("1.00"));
        String uri = "segmind:ssd-canny?minimumCredits=5&maxRetries=0";
        assertThat(call(uri, this::fill).getException()).isNull();

        assertThat(call(uri, this::fill).getException())
                .isExactlyInstanceOf(SegmindCreditsException.class)
                .hasMessageContaining("minimumCredits");
        assertThat(sandbox().requests()).hasSize(1);

        sandbox().credits(new java.math.BigDecimal("50"));
        call("segmind:ssd-canny?operation=credits", "");
        assertThat(call(uri, this::fill).getException()).isNull();
    }

    @Test
    void spendingLimitRefusesOnceTheCostsReachIt() {
        String uri = "segmind:ssd-canny?spendingLimit=0.012&maxRetries=0";

        List<Exception> failures = Stream.of(1, 2, 3, 4)
                .map(call -> call(uri, this::fill).getException())
                .toList();

        assertThat(failures.subList(0, 2)).containsOnlyNulls();
        assertThat(failures.subList(2, 4)).allSatisfy(failure -> assertThat(failure)
                .isExactlyInstanceOf(SegmindCreditsException.class)
                .hasMessageContaining("spendingLimit"));
        assertThat(sandbox().charged()).isEqualTo(2);
    }

    private void fill(Exchange exchange) {
        exchange.getMessage().setBody(picture());
        exchange.getMessage().setHeader("CamelSegmindPrompt", "a castle");
    }
}
