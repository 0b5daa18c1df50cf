// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

    @RegisterExtension
    static final SegmindSandboxExtension SEGMIND =
            SegmindSandboxExtension.create(SegmindSandbox.builder().pictures(false));

    private final SegmindSandbox sandbox = SEGMIND.sandbox();
    private final Client client = new Client(sandbox);

    @AfterEach
    void aRefusalIsNeverCharged() {
        assertThat(sandbox.calls()).filteredOn(call -> call.status() != 200).allSatisfy(call -> assertThat(call.cost())
                .isZero());
        assertThat(sandbox.credits().add(sandbox.spent())).isEqualByComparingTo("100");
    }

    @Test
    void wrongMethodIsRefusedWithAPageAndBeforeTheKeyIsLookedAt() {
        HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(
                client.request("/v1/ssd-canny").GET().build().uri()));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(Client.header(response, "content-type")).startsWith("text/html");
        assertThat(new String(response.body())).contains("<title>405");
    }

    @Test
    void missingKeyIsToldBothHeaders() {
        HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(
                        client.request("/v1/nonsense").GET().build().uri())
                .POST(BodyPublishers.ofString("{}")));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(error(response)).contains("Authorization").contains("x-api-key");
    }

    @Test
    void bearerTokensAreNotAKey() {
        HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(
                        client.request("/v1/ssd-canny").GET().build().uri())
                .header("Authorization", "Bearer " + sandbox.apiKey())
                .POST(BodyPublishers.ofString("{}")));
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void wrongKeyIsRefusedInTheShapeOfTheLoginSurface() {
        HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(
                        client.request("/v1/nonsense").GET().build().uri())
                .header("x-api-key", "SG_0000000000000000")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(response.statusCode()).isEqualTo(401);
        JsonNode body = Client.body(response);
        assertThat(body.path("error").asText()).isEqualTo("invalid_api_key");
        assertThat(body.path("error_description").asText()).isNotBlank();
        assertThat(body.path("status_code").asInt()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/no-such-model", "/v1/", "/v1/a/b", "/v1/..%2f..%2fx", "/v2/ssd-canny", "/elsewhere"})
    void unknownModelsAndPathsAreNotFoundWhateverTheBody(String path) {
        HttpResponse<byte[]> response = client.post(path, "not even JSON");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(error(response)).isNotBlank();
    }

    @Test
    void retiredModelIsGoneBeforeItsBodyIsLookedAt() {
        sandbox.retire("ssd-canny");
        assertThat(client.post("/v1/ssd-canny", "").statusCode()).isEqualTo(410);
        sandbox.reset();
        assertThat(client.generate().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/jsonp", "image/png"})
    void otherContentTypesAreNotAcceptable(String type) {
        HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(
                        client.request("/v1/ssd-canny").GET().build().uri())
                .header("x-api-key", sandbox.apiKey())
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("not even JSON")));
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(error(response)).contains("Content-Type");
    }

    @Test
    void missingContentTypeIsNotAcceptableAndACharsetIsFine() {
        HttpRequest bare = client.request("/v1/ssd-canny").GET().build();
        HttpResponse<byte[]> missing = client.send(HttpRequest.newBuilder(bare.uri())
                .header("x-api-key", sandbox.apiKey())
                .POST(BodyPublishers.ofString(Client.canny().toString())));
        assertThat(missing.statusCode()).isEqualTo(406);
        HttpResponse<byte[]> charset = client.send(HttpRequest.newBuilder(bare.uri())
                .header("x-api-key", sandbox.apiKey())
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(Client.canny().toString())));
        assertThat(charset.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"text\"", "{}trailing", "null"})
    void bodyThatIsNoJsonObjectIsABadRequest(String body) {
        HttpResponse<byte[]> response = client.post("/v1/ssd-canny", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).contains("JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt", "image"})
    void missingRequiredParameterIsABadRequestThatNamesIt(String name) {
        HttpResponse<byte[]> missing =
                client.generate("ssd-canny", Client.canny().without(name));
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(error(missing)).contains(name);
        assertThat(client.generate("ssd-canny", Client.canny().putNull(name)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void valueOutsideACompleteListIsNotAcceptableAndOutsideAnIncompleteOneFine() {
        ObjectNode request = inpainting().put("cn_model", "Telepathy");
        HttpResponse<byte[]> response = client.generate("inpaint-auto", request);
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(error(response)).contains("cn_model").doesNotContainIgnoringCase("credit");
        assertThat(client.generate("inpaint-auto", inpainting().put("scheduler", "Never heard of"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void listedTextIsNotANumber() {
        ObjectNode request =
                (ObjectNode) Json.parse("{\"control_image\":\"https://x/y.png\",\"prompt\":\"p\"}".getBytes());
        assertThat(client.generate("flux-depth-dev", request.put("megapixels", 1))
                        .statusCode())
                .isEqualTo(406);
        assertThat(client.generate("flux-depth-dev", request.put("megapixels", "1"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"guidance_scale\":26",
                "\"guidance_scale\":0.99",
                "\"num_inference_steps\":9",
                "\"num_inference_steps\":30.5",
                "\"num_inference_steps\":\"30\"",
                "\"seed\":-2",
                "\"samples\":5",
                "\"base64\":\"yes\"",
                "\"prompt\":7"
            })
    void wrongTypeOrRangeReachesTheModelAndFailsThere(String member) {
        String request = Client.canny().toString().replaceFirst("}$", "," + member + "}");
        HttpResponse<byte[]> response = client.post("/v1/ssd-canny", request);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(error(response)).contains(member.split("\"")[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"guidance_scale\":25",
                "\"guidance_scale\":7",
                "\"num_inference_steps\":30.0",
                "\"seed\":999999999999999",
                "\"controlnet_scale\":7.5",
                "\"negative_prompt\":null",
                "\"base64\":0",
                "\"unheard_of\":{}"
            })
    void boundsDefaultsNullsAndUnknownNamesAreFine(String member) {
        String request = Client.canny().toString().replaceFirst("}$", "," + member + "}");
        assertThat(client.post("/v1/ssd-canny", request).statusCode()).isEqualTo(200);
    }

    @Test
    void wrongRangeCanBeABadRequestInstead() {
        try (SegmindSandbox strict =
                SegmindSandbox.builder().badRangeStatus(400).start()) {
            HttpResponse<byte[]> response =
                    new Client(strict).generate("ssd-canny", Client.canny().put("guidance_scale", 100));
            assertThat(response.statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flux-controlnet", "flux-depth-dev", "inpaint-auto", "sd1.5-controlnet-depth", "ssd-canny"})
    void vendorsOwnSampleIsAlwaysAccepted(String model) {
        JsonNode sample =
                Model.find(model).orElseThrow().schema().path("examples").path(0);
        assertThat(sample.isObject()).isTrue();
        assertThat(client.generate(model, sample).statusCode()).isEqualTo(200);
    }

    @Test
    void tooLittleCreditIsRefusedWithBothFigures() {
        sandbox.credits(new BigDecimal("0.0055"));
        HttpResponse<byte[]> response = client.generate();
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(error(response)).contains("credits").contains("0.0055").contains("0.006");
        assertThat(sandbox.credits()).isEqualByComparingTo("0.0055");
        sandbox.credits(new BigDecimal("0.006"));
        assertThat(client.generate().statusCode()).isEqualTo(200);
        assertThat(sandbox.credits()).isZero();
        sandbox.credits(new BigDecimal("99.994"));
    }

    @Test
    void spendingCapIsTheFourthKindOf406() {
        sandbox.spendingCap(new BigDecimal("0.01"));
        assertThat(client.generate().statusCode()).isEqualTo(200);
        HttpResponse<byte[]> response = client.generate();
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(error(response)).contains("spending limit").doesNotContainIgnoringCase("credit");
    }

    @Test
    void rateLimitNamesTheMomentWhenItEndsAndComesAfterTheCredits() {
        Instant now = Instant.parse("2026-11-21T10:00:00Z");
        try (SegmindSandbox limited =
                SegmindSandbox.builder().clock(Clock.fixed(now, ZoneOffset.UTC)).start()) {
            limited.rateLimit(2, Duration.ofMinutes(1));
            Client limitedClient = new Client(limited);
            assertThat(limitedClient.generate().statusCode()).isEqualTo(200);
            assertThat(limitedClient.generate().statusCode()).isEqualTo(200);
            HttpResponse<byte[]> response = limitedClient.generate();
            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(Client.header(response, "x-rate-limit-reset-at-utc")).isEqualTo("2026-11-21T10:01:00Z");
            assertThat(Client.header(response, "retry-after")).isNull();
            assertThat(limited.charged()).isEqualTo(2);
            assertThat(limited.spent()).isEqualByComparingTo("0.012");
            limited.credits(BigDecimal.ZERO);
            assertThat(limitedClient.generate().statusCode()).isEqualTo(406);
        }
    }

    @Test
    void creditsAreToldToWhoHasTheKeyAndCostNothing() {
        HttpResponse<byte[]> response =
                client.send(client.request("/v1/get-user-credits").GET());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.body(response)).isEqualTo(Client.json("{\"credits\":100,\"free-credits\":0}"));
        assertThat(client.send(HttpRequest.newBuilder(response.uri()).GET()).statusCode())
                .isEqualTo(401);
        assertThat(client.post("/v1/get-user-credits", "{}").statusCode()).isEqualTo(405);
        assertThat(sandbox.calls()).isEmpty();
        assertThat(sandbox.requests()).hasSize(3);
    }

    @Test
    void usersOwnModelFileOnTheClassPathServes() {
        assertThat(client.post("/v1/house-style", "{\"motif\":\"fox\"}").statusCode())
                .isEqualTo(200);
        assertThat(sandbox.spent()).isEqualByComparingTo("0.5");
        assertThat(client.post("/v1/house-style", "{\"motif\":\"fox\",\"size\":\"huge\"}")
                        .statusCode())
                .isEqualTo(406);
        assertThat(client.post("/v1/house-style", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void anyModelServesWhatNoFileDescribes() {
        try (SegmindSandbox open = SegmindSandbox.builder()
                .anyModel(true)
                .unknownModelPrice(new BigDecimal("0.2"))
                .start()) {
            assertThat(new Client(open).post("/v1/Brand-New.model_2", "{}").statusCode())
                    .isEqualTo(200);
            assertThat(open.spent()).isEqualByComparingTo("0.2");
        }
    }

    @Test
    void unknownModelPaintsWhateverSoundsLikeAPicture() {
        try (SegmindSandbox open = SegmindSandbox.builder().anyModel(true).start()) {
            ObjectNode request = Client.json("{}").put("input_image", Client.base64(Client.photo(50, 30)));
            byte[] picture = new Client(open).generate("brand-new", request).body();
            assertThat(Client.decode(picture).getWidth()).isEqualTo(50);
        }
    }

    private static ObjectNode inpainting() {
        return Client.json("{\"image\":\"https://x/y.png\",\"prompt\":\"p\",\"base_model\":\"SDXL\","
                + "\"cn_processor\":\"whatever\"}");
    }

    private static String error(HttpResponse<byte[]> response) {
        return Client.body(response).path("error").asText();
    }
}
