// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

    @RegisterExtension
    static final SegmindSandboxExtension SEGMIND = SegmindSandboxExtension.create(
            SegmindSandbox.builder().pictures(false).maxRequestSize(100_000));

    private final SegmindSandbox sandbox = SEGMIND.sandbox();
    private final Client client = new Client(sandbox);

    @Test
    void bodyMayComeInChunksOfAnySize() throws IOException {
        byte[] body = Client.canny().toString().getBytes();
        assertThat(client.send(client.request("/v1/ssd-canny")
                                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))))
                        .statusCode())
                .isEqualTo(200);
        try (RawClient raw = new RawClient(sandbox)) {
            raw.send(raw.head("Transfer-Encoding: chunked") + "2;x=y\r\n{}\r\n0\r\nTrailer: t\r\n\r\n");
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 400");
        }
        assertThat(sandbox.calls().get(0).body()).isEqualTo(body);
    }

    @Test
    void requestMayComeByteByByte() throws IOException {
        try (RawClient raw = new RawClient(sandbox)) {
            for (char c : (raw.head("Content-Length: 2") + "{}").toCharArray()) {
                raw.send(String.valueOf(c));
            }
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void clientThatAsksMayContinue() throws IOException {
        try (RawClient raw = new RawClient(sandbox)) {
            raw.send(raw.head("Content-Length: 2\r\nExpect: 100-continue"));
            assertThat(raw.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            raw.send("{}");
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void connectionIsKeptAndPipelinedRequestsAreAnsweredInTurn() throws IOException {
        try (RawClient raw = new RawClient(sandbox).generate().generate()) {
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200");
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200");
            raw.generate();
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200");
        }
        assertThat(sandbox.connections()).isOne();
        assertThat(sandbox.charged()).isEqualTo(3);
    }

    @Test
    void connectionEndsWhenTheClientWantsIt() throws IOException {
        try (RawClient raw = new RawClient(sandbox)) {
            raw.send(raw.head("Content-Length: 2\r\nConnection: close") + "{}");
            raw.readAnswer();
            assertThat(raw.readAll()).isEmpty();
        }
    }

    @Test
    void headHasNoBody() throws IOException {
        try (RawClient raw = new RawClient(sandbox)) {
            raw.send("HEAD /v1/ssd-canny HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(raw.readHead()).startsWith("HTTP/1.1 405");
            raw.generate();
            assertThat(raw.readHead()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void tooLargeABodyIsRefusedBeforeItIsRead() throws IOException {
        try (RawClient raw = new RawClient(sandbox)) {
            raw.send(raw.head("Content-Length: 100001"));
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 413");
        }
        try (RawClient raw = new RawClient(sandbox)) {
            raw.send(raw.head("Transfer-Encoding: chunked") + "186a1\r\n");
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 413");
        }
        assertThat(client.post("/v1/ssd-canny", "x".repeat(5_000_000)).statusCode())
                .isEqualTo(413);
        assertThat(sandbox.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "POST /x HTTP/1.1\r\nno colon\r\n\r\n",
                "POST /x HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST /x HTTP/1.1\r\nContent-Length: many\r\n\r\n",
                "POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void whatIsNoRequestIsRefusedAndTheConnectionEnds(String bytes) throws IOException {
        try (RawClient raw = new RawClient(sandbox).send(bytes)) {
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 400");
            assertThat(raw.readAll()).isEmpty();
        }
    }

    @Test
    void endlessHeadIsRefused() throws IOException {
        try (RawClient raw = new RawClient(sandbox).send("GET /x HTTP/1.1\r\nX: " + "y".repeat(70_000))) {
            assertThat(raw.readHead()).startsWith("HTTP/1.1 431");
        }
    }

    @Test
    void slowUploadsHoldUpNobody() throws IOException {
        List<RawClient> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                RawClient raw = new RawClient(sandbox);
                slow.add(raw.send(raw.head("Content-Length: 50000") + "{"));
            }
            assertThat(client.generate().statusCode()).isEqualTo(200);
        } finally {
            for (RawClient raw : slow) {
                raw.close();
            }
        }
        assertThat(sandbox.requests()).hasSize(1);
    }

    @Test
    void largeAnswerReachesASlowReader() throws IOException {
        byte[] body = new byte[20_000_000];
        java.util.Arrays.fill(body, (byte) 'x');
        sandbox.next(Answer.ok("video/mp4", body));
        try (RawClient raw = new RawClient(sandbox).generate()) {
            raw.readHead();
            assertThat(client.generate().statusCode()).isEqualTo(200);
            assertThat(raw.read(body.length)).isEqualTo(body);
        }
    }
}
