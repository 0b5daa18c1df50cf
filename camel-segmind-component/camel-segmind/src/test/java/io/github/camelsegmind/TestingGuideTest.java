// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelsegmind.sandbox.Answer;
import io.github.camelsegmind.sandbox.SegmindSandbox;
import io.github.camelsegmind.sandbox.SegmindSandboxExtension;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the guide on testing shows. */
class TestingGuideTest extends CamelTestSupport {

    @RegisterExtension
    static final SegmindSandboxExtension SEGMIND = SegmindSandboxExtension.create();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        SegmindConfiguration segmind =
                context.getComponent("segmind", SegmindComponent.class).getConfiguration();
        segmind.setBaseUrl(SEGMIND.sandbox().baseUrl());
        segmind.setApiKey(SEGMIND.sandbox().apiKey());
        return context;
    }

    @Test
    void aCallThatWasLimitedIsRepeatedAndPaidForOnce() {
        byte[] photo = SegmindTestSupport.picture();
        SegmindSandbox sandbox = SEGMIND.sandbox();
        sandbox.next(Answer.rateLimited(Instant.now()));

        byte[] result = template.requestBodyAndHeader(
                "segmind:ssd-canny?seed=7", photo, "CamelSegmindPrompt", "a castle", byte[].class);

        sandbox.received("ssd-canny").times(2).withParameter("seed", 7).withPicture("image", photo);
        assertThat(sandbox.charged()).isEqualTo(1);
        assertThat(result).isEqualTo(sandbox.calls().get(1).answer());
    }
}
