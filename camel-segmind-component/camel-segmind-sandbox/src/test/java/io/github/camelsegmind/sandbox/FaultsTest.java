// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    private static final byte[] BODY = "0123456789abcdefghij".repeat(1000).getBytes();

    @RegisterExtension
    static final SegmindSandboxExtension SEGMIND =
            SegmindSandboxExtension.create(SegmindSandbox.builder().pictures(false));

    private final SegmindSandbox sandbox = SEGMIND.sandbox();
    private final Client client = new Client(sandbox);
    private final Answer whole = Answer.ok("image/png", BODY);

    @Test
    void eachCallTakesOneAnswerAndThenAllIsNormalAgain() {
        sandbox.next(Answer.status(502), Answer.rendered(), Answer.status(504)).next(2, Answer.status(503));
        for (int status : new int[] {502, 200, 504, 503, 503, 200, 200}) {
            assertThat(client.generate().statusCode()).isEqualTo(status);
        }
        assertThat(sandbox.charged()).isEqualTo(3);
    }

    @Test
    void standingAnswerHoldsUntilTheReset() {
        sandbox.always(Answer.status(500)).next(Answer.rendered());
        assertThat(client.generate().statusCode()).isEqualTo(200);
        assertThat(client.generate().statusCode()).isEqualTo(500);
        assertThat(client.generate().statusCode()).isEqualTo(500);
        sandbox.reset();
        assertThat(client.generate().statusCode()).isEqualTo(200);
        assertThat(sandbox.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 406, 410, 422, 429, 500, 502, 503, 504, 418})
    void statusesComeWithTheVendorsBodyAndUncharged(int status) {
        sandbox.next(Answer.status(status));
        HttpResponse<byte[]> response = client.generate();
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Client.body(response).path("error").asText()).isNotBlank();
        assertThat(sandbox.charged()).isZero();
    }

    @Test
    void wrongMethodIsThePageEvenWhenScripted() {
        sandbox.next(Answer.status(405));
        assertThat(Client.header(client.generate(), "content-type")).startsWith("text/html");
    }

    @ParameterizedTest
    @EnumSource
    void notAcceptableHasFourTexts(NotAcceptable kind) {
        sandbox.next(Answer.notAcceptable(kind));
        HttpResponse<byte[]> response = client.generate();
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(Client.body(response).path("error").asText()).isEqualTo(kind.text());
    }

    @Test
    void fixedAnswersComeWithTheAccountAndAreCharged() {
        sandbox.next(whole, Answer.json("{\"a\":1}"), Answer.status(200, "text/html", "<p>"));
        HttpResponse<byte[]> first = client.generate("no-such-model", Client.canny());
        assertThat(first.body()).isEqualTo(BODY);
        assertThat(Client.header(first, "content-type")).isEqualTo("image/png");
        assertThat(Client.header(first, "x-cost")).isEqualTo("0.01");
        assertThat(Client.header(client.generate(), "content-type")).isEqualTo("application/json");
        assertThat(Client.header(client.generate(), "x-remaining-credits")).isEqualTo("99.978");
        assertThat(sandbox.charged()).isEqualTo(3);
    }

    @Test
    void rateLimitSaysWhatItIsTold() {
        sandbox.next(Answer.rateLimited("soon"), Answer.rateLimited(Instant.EPOCH));
        assertThat(Client.header(client.generate(), "x-rate-limit-reset-at-utc"))
                .isEqualTo("soon");
        assertThat(Client.header(client.generate(), "x-rate-limit-reset-at-utc"))
                .isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void redirectLeadsElsewhere() {
        sandbox.next(Answer.redirect("http://127.0.0.1:1/elsewhere"));
        HttpResponse<byte[]> response = client.generate();
        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(Client.header(response, "location")).isEqualTo("http://127.0.0.1:1/elsewhere");
    }

    @Test
    void headersCanBeSetAndTakenAway() {
        sandbox.next(Answer.rendered()
                .header("X-Cost", "lots")
                .withoutHeader("x-remaining-credits")
                .withoutHeader("X-Request-Id")
                .contentType("application/octet-stream"));
        HttpResponse<byte[]> response = client.generate();
        assertThat(Client.header(response, "x-cost")).isEqualTo("lots");
        assertThat(Client.header(response, "x-remaining-credits")).isNull();
        assertThat(Client.header(response, "x-request-id")).isNull();
        assertThat(Client.header(response, "content-type")).isEqualTo("application/octet-stream");
    }

    @Test
    void resetIsAReset() throws IOException {
        sandbox.next(Answer.reset());
        try (RawClient raw = new RawClient(sandbox).generate()) {
            assertThatThrownBy(raw::readAll).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
        assertThat(sandbox.charged()).isZero();
        sandbox.received("ssd-canny").once().answered(0).uncharged();
    }

    @Test
    void resetCanComeAfterTheServiceHasCharged() throws IOException {
        sandbox.next(Answer.reset().charged());
        try (RawClient raw = new RawClient(sandbox).generate()) {
            assertThatThrownBy(raw::readAll).isInstanceOf(SocketException.class);
        }
        assertThat(sandbox.spent()).isEqualByComparingTo("0.006");
        sandbox.received("ssd-canny").once().answered(0).charged();
    }

    @Test
    void hangUpIsAnOrderlyEnd() throws IOException {
        sandbox.next(Answer.hangUp());
        try (RawClient raw = new RawClient(sandbox).generate()) {
            assertThat(raw.readAll()).isEmpty();
        }
    }

    @Test
    void stalledSaysNothingUntilTheSandboxIsReset() throws IOException {
        sandbox.next(Answer.stalled());
        try (RawClient raw = new RawClient(sandbox).generate()) {
            raw.silenceAfter(200);
            assertThatThrownBy(raw::readAll).isInstanceOf(SocketTimeoutException.class);
            assertThat(sandbox.inFlight()).isOne();
            sandbox.reset();
            raw.silenceAfter(10_000);
            assertThat(raw.readAll()).isEmpty();
            assertThat(sandbox.inFlight()).isZero();
        }
    }

    @Test
    void truncatedAnswerDeclaresAllSendsPartAndEnds() throws IOException {
        sandbox.next(whole.truncatedAfter(1234));
        try (RawClient raw = new RawClient(sandbox).generate()) {
            assertThat(raw.readHead()).contains("content-length: " + BODY.length);
            assertThat(raw.readAll()).hasSize(1234);
        }
        sandbox.next(Answer.rendered().truncatedAfter(10));
        assertThatThrownBy(client::generate).isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.charged()).isEqualTo(2);
    }

    @Test
    void brokenAnswerDeclaresAllSendsPartAndIsReset() throws IOException {
        sandbox.next(whole.resetAfter(1234));
        try (RawClient raw = new RawClient(sandbox).generate()) {
            assertThat(raw.readHead()).contains("content-length: " + BODY.length);
            assertThat(raw.read(1234)).hasSize(1234);
            assertThatThrownBy(raw::readAll).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
    }

    @Test
    void halfAnswerStallsAndStaysInFlight() throws IOException {
        sandbox.next(whole.stalledAfter(1234));
        try (RawClient raw = new RawClient(sandbox).generate()) {
            raw.readHead();
            assertThat(raw.read(1234)).hasSize(1234);
            raw.silenceAfter(200);
            assertThatThrownBy(() -> raw.read(1)).isInstanceOf(SocketTimeoutException.class);
            assertThat(sandbox.inFlight()).isOne();
        }
    }

    @Test
    void drippingAnswerArrivesWholeAndSlowly() {
        sandbox.next(whole.dripping(BODY.length / 5, Duration.ofMillis(50)));
        long start = System.nanoTime();
        assertThat(client.generate().body()).isEqualTo(BODY);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(240));
    }

    @Test
    void drippingAnswerCanBreakOff() throws IOException {
        sandbox.next(whole.truncatedAfter(30).dripping(10, Duration.ofMillis(10)));
        try (RawClient raw = new RawClient(sandbox).generate()) {
            raw.readHead();
            assertThat(raw.readAll()).hasSize(30);
        }
    }

    @Test
    void cutBodyHasAConsistentLength() {
        sandbox.next(whole.cutTo(100));
        HttpResponse<byte[]> response = client.generate();
        assertThat(Client.header(response, "content-length")).isEqualTo("100");
        assertThat(response.body()).hasSize(100);
    }

    @Test
    void chunkedAnswerHasNoLengthAndArrivesWhole() {
        sandbox.next(whole.chunked(), Answer.ok("image/png", new byte[0]).chunked());
        HttpResponse<byte[]> response = client.generate();
        assertThat(Client.header(response, "content-length")).isNull();
        assertThat(response.body()).isEqualTo(BODY);
        assertThat(client.generate().body()).isEmpty();
    }

    @Test
    void chunkedAnswerThatBreaksOffLacksItsLastChunk() throws IOException {
        sandbox.next(whole.chunked().truncatedAfter(16));
        try (RawClient raw = new RawClient(sandbox).generate()) {
            raw.readHead();
            assertThat(new String(raw.readAll())).isEqualTo("10\r\n0123456789abcdef\r\n");
        }
        sandbox.next(whole.chunked().truncatedAfter(16));
        assertThatThrownBy(client::generate).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void declaredLengthCanLie() throws IOException {
        sandbox.next(Answer.ok("image/png", new byte[10]).header("Content-Length", "99"));
        try (RawClient raw = new RawClient(sandbox).generate()) {
            assertThat(raw.readHead()).containsOnlyOnce("content-length").contains("content-length: 99");
        }
    }

    @Test
    void anyAnswerCanBeLate() {
        sandbox.next(Answer.status(504).after(Duration.ofMillis(200)));
        long start = System.nanoTime();
        assertThat(client.generate().statusCode()).isEqualTo(504);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void renderedAnswerStillChecks() {
        sandbox.next(Answer.rendered().after(Duration.ofMillis(10)));
        assertThat(client.post("/v1/ssd-canny", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void answersAreValues() {
        Answer original = Answer.ok("image/png", BODY);
        original.cutTo(1).header("x", "y").truncatedAfter(0);
        sandbox.next(original);
        assertThat(client.generate().body()).isEqualTo(BODY);
    }
}
