// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class SmokeTest extends SegmindTestSupport {

    @Test
    void generates() {
        Exchange result = call("segmind:flux-depth-dev?guidance=10&numOutputs=1&megapixels=1", exchange -> {
            exchange.getMessage().setBody(picture());
            exchange.getMessage().setHeader("CamelSegmindPrompt", "a castle");
        });
        if (result.getException() != null) {
            throw new AssertionError(result.getException());
        }
        System.out.println(result.getMessage().getHeaders());
        assertThat(result.getMessage().getBody(byte[].class))
                .isEqualTo(received().answer());
        System.out.println(
                call("segmind:flux-depth-dev?guidance=1000&foo=1", picture()).getException());
        System.out.println(
                call("segmind:flux-depth-dev?apikye=SG_secret", picture()).getException());
        System.out.println(call("segmind:x?apiKey=wrong", "p").getException());
        System.out.println(call("segmind:x?operation=credits", "p").getMessage().getBody());
    }
}
