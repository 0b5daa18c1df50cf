// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SegmindSandboxExtension.class)
class GenerationTest {

    private final SegmindSandbox sandbox;
    private final Client client;

    GenerationTest(SegmindSandbox sandbox) {
        this.sandbox = sandbox;
        this.client = new Client(sandbox);
    }

    @Test
    void pictureComesAsBytesWithTheAccountInTheHeaders() {
        HttpResponse<byte[]> response = client.generate();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.header(response, "content-type")).isEqualTo("image/jpeg");
        assertThat(Client.header(response, "content-length")).isEqualTo("" + response.body().length);
        assertThat(Client.header(response, "x-remaining-credits")).isEqualTo("99.994");
        assertThat(Client.header(response, "x-cost")).isEqualTo("0.006");
        assertThat(Client.header(response, "x-generation-time")).isEqualTo("5.93");
        assertThat(Client.header(response, "x-seed-value")).isEqualTo("7");
        assertThat(UUID.fromString(Client.header(response, "x-request-id"))).isNotNull();
        assertThat(Client.decode(response.body()).getWidth()).isEqualTo(60);
    }

    @Test
    void base64IsAnsweredAsJson() {
        byte[] plain = client.generate().body();
        HttpResponse<byte[]> response =
                client.generate("ssd-canny", Client.canny().put("base64", true));
        assertThat(Client.header(response, "content-type")).isEqualTo("application/json");
        JsonNode body = Client.body(response);
        assertThat(Base64.getDecoder().decode(body.path("image").asText())).isEqualTo(plain);
        assertThat(body.path("status").asText()).isEqualTo("Success");
        assertThat(body.path("infer_time").isNumber()).isTrue();
    }

    @Test
    void publishedDefaultOfBase64Decides() {
        ObjectNode request = Client.json(
                "{\"image\":\"https://x/y\",\"prompt\":\"p\",\"sampler\":\"euler\",\"scheduler\":\"simple\",\"seed\":1,"
                        + "\"use_input_img_dimension\":false,\"custom_width\":64,\"custom_height\":64}");
        assertThat(Client.header(client.generate("flux-controlnet", request), "content-type"))
                .isEqualTo("application/json");
        assertThat(Client.header(client.generate("flux-controlnet", request.put("base64", false)), "content-type"))
                .isEqualTo("image/jpeg");
    }

    @Test
    void severalPicturesComeAsAnArrayAndDiffer() {
        HttpResponse<byte[]> response =
                client.generate("ssd-canny", Client.canny().put("samples", 3));
        JsonNode images = Client.body(response).path("image");
        assertThat(images.size()).isEqualTo(3);
        assertThat(images.get(0)).isNotEqualTo(images.get(1));
        assertThat(sandbox.spent()).isEqualByComparingTo("0.006");
    }

    @Test
    void sameRequestGivesTheSameBytesAndAnotherSeedOthers() {
        byte[] first = client.generate().body();
        assertThat(client.generate().body()).isEqualTo(first);
        assertThat(client.generate("ssd-canny", Client.canny().put("seed", 8)).body())
                .isNotEqualTo(first);
    }

    @Test
    void seedBeyond32BitsIsKept() {
        HttpResponse<byte[]> response =
                client.generate("ssd-canny", Client.canny().put("seed", 999999999999999L));
        assertThat(Client.header(response, "x-seed-value")).isEqualTo("999999999999999");
    }

    @Test
    void randomSeedIsDrawnAndReportedAndGivesThePictureAgain() {
        AtomicLong seeds = new AtomicLong(41);
        try (SegmindSandbox own =
                SegmindSandbox.builder().seeds(seeds::incrementAndGet).start()) {
            Client ownClient = new Client(own);
            HttpResponse<byte[]> drawn =
                    ownClient.generate("ssd-canny", Client.canny().put("seed", -1));
            assertThat(Client.header(drawn, "x-seed-value")).isEqualTo("42");
            assertThat(Client.header(
                            ownClient.generate("ssd-canny", Client.canny().without("seed")), "x-seed-value"))
                    .isEqualTo("43");
            assertThat(ownClient
                            .generate("ssd-canny", Client.canny().put("seed", 42))
                            .body())
                    .isEqualTo(drawn.body());
        }
    }

    @Test
    void latencyIsKeptAndReported() {
        sandbox.latency(Duration.ofMillis(300));
        long start = System.nanoTime();
        HttpResponse<byte[]> response = client.generate();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(Client.header(response, "x-generation-time")).isEqualTo("0.3");
        start = System.nanoTime();
        assertThat(client.post("/v1/ssd-canny", "{}").statusCode()).isEqualTo(400);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(300));
    }

    @Test
    void unreadablePictureIsABadRequestAndNotCharged() {
        for (String broken : new String[] {"AAAA", "data:image/png;base64,AAAA", "data:nonsense", "%%%"}) {
            HttpResponse<byte[]> response =
                    client.generate("ssd-canny", Client.canny().put("image", broken));
            assertThat(response.statusCode()).as(broken).isEqualTo(400);
            assertThat(Client.body(response).path("error").asText()).contains("image");
        }
        byte[] cut = java.util.Arrays.copyOf(Client.photo(60, 40), 200);
        assertThat(client.generate("ssd-canny", Client.canny().put("image", Client.base64(cut)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(sandbox.charged()).isZero();
        assertThat(sandbox.credits()).isEqualByComparingTo("100");
    }

    @Test
    void pictureLargerThanJacksonsDefaultLimitIsTakenIn() {
        String text = "A".repeat(21_000_000);
        HttpResponse<byte[]> response =
                client.generate("ssd-canny", Client.canny().put("image", text));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.body(response).path("error").asText()).contains("image");
    }

    @Test
    void withoutPicturesAnswersAreATileOfTheRightFormat() {
        try (SegmindSandbox fast = SegmindSandbox.builder().pictures(false).start()) {
            Client fastClient = new Client(fast);
            HttpResponse<byte[]> jpeg = fastClient.generate();
            assertThat(Client.header(jpeg, "content-type")).isEqualTo("image/jpeg");
            assertThat(Client.decode(jpeg.body()).getWidth()).isEqualTo(64);
        }
    }
}
