// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceivedCallsTest {

    @RegisterExtension
    static final SegmindSandboxExtension SEGMIND =
            SegmindSandboxExtension.create(SegmindSandbox.builder().pictures(false));

    private final SegmindSandbox sandbox = SEGMIND.sandbox();
    private final Client client = new Client(sandbox);

    @Test
    void callIsRecordedWithWhatBecameOfIt() {
        client.generate();
        ReceivedCall call = sandbox.calls().get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/v1/ssd-canny");
        assertThat(call.model()).isEqualTo("ssd-canny");
        assertThat(call.headers()).containsEntry("x-api-key", sandbox.apiKey());
        assertThat(call.json().path("seed").asInt()).isEqualTo(7);
        assertThat(call.picture("image")).contains(Client.photo(60, 40));
        assertThat(call.picture("prompt")).isPresent();
        assertThat(call.picture("mask")).isEmpty();
        assertThat(call.status()).isEqualTo(200);
        assertThat(Client.decode(call.answer()).getWidth()).isEqualTo(64);
        assertThat(call.cost()).isEqualByComparingTo("0.006");
        assertThat(call.requestId()).hasSize(36);
        assertThat(call).hasToString("POST /v1/ssd-canny -> 200, 0.006 credits");
    }

    @Test
    void sentencesHoldOneByOne() {
        client.generate("ssd-canny", Client.canny().put("guidance_scale", 10));
        sandbox.received("ssd-canny")
                .once()
                .withParameter("guidance_scale", 10)
                .withParameter("guidance_scale", 10.0)
                .withParameter("prompt", "a fox")
                .withoutParameter("samples")
                .withPicture("image", Client.photo(60, 40))
                .withHeader("Content-Type", "application/json")
                .withoutHeader("Authorization")
                .matching("a body", call -> call.body().length > 0)
                .answered(200)
                .charged();
        sandbox.received("flux-depth-dev").never();
        assertThat(sandbox.received().times(1).calls()).isEqualTo(sandbox.calls());
    }

    @Test
    void pictureInADataUrlIsThePictureToo() {
        String url = "data:image/png;base64," + Client.base64(Client.photo(60, 40));
        client.generate("ssd-canny", Client.canny().put("image", url));
        sandbox.received("ssd-canny").withPicture("image", Client.photo(60, 40));
    }

    @Test
    void sentencesFailWithASentence() {
        client.generate();
        ReceivedCalls received = sandbox.received("ssd-canny");
        failsWith(() -> received.times(2), "Expected 2 calls of ssd-canny, but received 1:\n  POST /v1/ssd-canny");
        failsWith(() -> received.withParameter("seed", 8), "Expected parameter seed = 8, but it is 7, in POST");
        failsWith(() -> received.withParameter("steps", 8), "Expected parameter steps = 8, but it is absent");
        failsWith(() -> received.withoutParameter("seed"), "Expected no parameter seed, but it is there");
        failsWith(() -> received.withPicture("image", new byte[3]), "picture of 3 bytes, but it holds");
        failsWith(() -> received.withPicture("mask", new byte[3]), "but there is no inline picture in it");
        failsWith(() -> received.withHeader("x-cost", "1"), "Expected header x-cost = 1, but it is absent");
        failsWith(() -> received.withoutHeader("X-API-Key"), "Expected no header X-API-Key, but it is there");
        failsWith(() -> received.answered(500), "Expected status 500, but it is 200");
        failsWith(received::uncharged, "Expected no charge, but 0.006 credits were charged");
        failsWith(() -> sandbox.received("x").charged(), "Expected a charge, but there were no calls of x");
    }

    private static void failsWith(Runnable assertion, String message) {
        assertThatThrownBy(assertion::run).isInstanceOf(AssertionError.class).hasMessageContaining(message);
    }
}
