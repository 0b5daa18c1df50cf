// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;

/** An ordinary client of the service, for tests. */
final class Client {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final SegmindSandbox sandbox;

    Client(SegmindSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** A complete request for ssd-canny. */
    static ObjectNode canny() {
        return json("{\"prompt\":\"a fox\",\"image\":\"" + base64(photo(60, 40)) + "\",\"seed\":7}");
    }

    static ObjectNode json(String text) {
        return (ObjectNode) Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                .header("x-api-key", sandbox.apiKey())
                .header("Content-Type", "application/json");
    }

    HttpResponse<byte[]> generate() {
        return generate("ssd-canny", canny());
    }

    HttpResponse<byte[]> generate(String model, JsonNode parameters) {
        return post("/v1/" + model, parameters.toString());
    }

    HttpResponse<byte[]> post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<HttpResponse<byte[]>> generateLater() {
        return HTTP.sendAsync(
                request("/v1/ssd-canny")
                        .POST(BodyPublishers.ofString(canny().toString()))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    static JsonNode body(HttpResponse<byte[]> response) {
        return Json.parse(response.body());
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A PNG with a bright disc on a gradient: something with edges. */
    static byte[] photo(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean disc = Math.hypot(x - width / 2.0, y - height / 2.0) < height / 3.0;
                image.setRGB(x, y, disc ? 0xffe0a0 : (x * 255 / width) << 8 | y * 255 / height);
            }
        }
        return png(image);
    }

    static byte[] png(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedImage decode(byte[] bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
