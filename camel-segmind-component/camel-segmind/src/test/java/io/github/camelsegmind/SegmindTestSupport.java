// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import io.github.camelsegmind.sandbox.ReceivedCall;
import io.github.camelsegmind.sandbox.SegmindSandbox;
import io.github.camelsegmind.sandbox.SegmindSandboxExtension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A context whose {@code segmind:} component talks to a sandbox, and short ways to call it. */
abstract class SegmindTestSupport extends CamelTestSupport {

    @RegisterExtension
    static final SegmindSandboxExtension SANDBOX = SegmindSandboxExtension.create();

    static SegmindSandbox sandbox() {
        return SANDBOX.sandbox();
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.addComponent("segmind", newComponent());
        return context;
    }

    SegmindComponent newComponent() {
        SegmindComponent component = new SegmindComponent();
        component.getConfiguration().setBaseUrl(sandbox().baseUrl());
        component.getConfiguration().setApiKey(sandbox().apiKey());
        component.getConfiguration().setRetryDelay(1);
        configure(component.getConfiguration());
        return component;
    }

    /** Options that a test wants as the component's. */
    void configure(SegmindConfiguration options) {}

    /** Sends an exchange to an endpoint; a failure stands on the exchange. */
    Exchange call(String uri, Processor message) {
        return template.send(uri, message);
    }

    Exchange call(String uri, Object body) {
        return call(uri, exchange -> exchange.getMessage().setBody(body));
    }

    /** The last generation that the sandbox received. */
    static ReceivedCall received() {
        List<ReceivedCall> calls = sandbox().calls();
        return calls.get(calls.size() - 1);
    }

    /** A small real picture. */
    static byte[] picture() {
        return picture(64, 48);
    }

    static byte[] picture(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, (x * 255 / width) << 16 | (y * 255 / height) << 8 | (x ^ y) & 0xff);
            }
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
