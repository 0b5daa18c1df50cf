// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudioTest {

    private static final String URL = "https://example.com/picture.png";

    private final Studio studio = new Studio();

    @ParameterizedTest
    @ValueSource(strings = {"ssd-canny", "sd1.5-controlnet-depth", "inpaint-auto", "anything-else"})
    void sameOrderGivesTheSameBytesAndAnotherSeedOthers(String model) throws Exception {
        Picture first = studio.render(order(model, photo(90, 60), "", 1, "{}"));
        assertThat(studio.render(order(model, photo(90, 60), "", 1, "{}")).bytes())
                .isEqualTo(first.bytes());
        assertThat(studio.render(order(model, photo(90, 60), "", 2, "{}")).bytes())
                .isNotEqualTo(first.bytes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                            | 90   | 60",
                "{'img_width':200,'img_height':100}                                            | 200  | 100",
                "{'megapixels':'match_input'}                                                  | 90   | 60",
                "{'megapixels':'1'}                                                            | 1254 | 836",
                "{'megapixels':'0.25'}                                                         | 627  | 418",
                "{'use_input_img_dimension':true,'custom_width':64,'custom_height':64}         | 90   | 60",
                "{'use_input_img_dimension':false,'custom_width':64,'custom_height':80}        | 64   | 80",
                "{'use_input_img_dimension':false,'custom_width':4096,'custom_height':2048}    | 1440 | 720"
            })
    void sizeIsTheOneAskedFor(String parameters, int width, int height) throws Exception {
        BufferedImage image =
                decode(studio.render(order("canny", photo(90, 60), "", 1, parameters.replace('\'', '"'))));
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
    }

    @Test
    void hugeInputIsScaledDown() throws Exception {
        BufferedImage image = decode(studio.render(order("canny", photo(4000, 1000), "", 1, "{}")));
        assertThat(image.getWidth()).isEqualTo(1440);
        assertThat(image.getHeight()).isEqualTo(360);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 33, 200})
    void smallestPicturesDoNotBreakAnything(int side) throws Exception {
        for (String model : new String[] {"canny", "depth", "painting"}) {
            assertThat(decode(studio.render(order(model, photo(side, side), "", 1, "{}")))
                            .getWidth())
                    .isGreaterThanOrEqualTo(side);
        }
        assertThat(studio.render(order("x", photo(side, side), photo(7, 3), 1, "{}"))
                        .bytes())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "{},image/jpeg", "{'output_format':'jpg'},image/jpeg", "{'image_format':'jpeg'},image/jpeg",
        "{'output_format':'png'},image/png", "{'image_format':'PNG'},image/png", "{'output_format':'webp'},image/png"
    })
    void formatIsTheOneAskedForAndPngInsteadOfWebp(String parameters, String type) throws Exception {
        Picture picture = studio.render(order("canny", photo(90, 60), "", 1, parameters.replace('\'', '"')));
        assertThat(picture.contentType()).isEqualTo(type);
        String start = new String(picture.bytes(), 0, 4, StandardCharsets.ISO_8859_1);
        assertThat(start).isEqualTo(type.endsWith("png") ? "\u0089PNG" : "\u00ff\u00d8\u00ff\u00e0");
    }

    @Test
    void lessQualityMakesASmallerFile() throws Exception {
        int good = studio.render(order("x", photo(300, 200), "", 1, "{\"output_quality\":95}"))
                .bytes()
                .length;
        int poor = studio.render(order("x", photo(300, 200), "", 1, "{\"output_quality\":10}"))
                .bytes()
                .length;
        assertThat(poor).isLessThan(good / 2);
    }

    @Test
    void everyFileSaysWhatItIsNot() throws Exception {
        for (String format : new String[] {"png", "jpg"}) {
            Picture picture = studio.render(order("x", "", "", 1, "{\"output_format\":\"" + format + "\"}"));
            assertThat(new String(picture.bytes(), StandardCharsets.ISO_8859_1))
                    .contains("SEGMIND SANDBOX - not a model output; x, seed 1");
        }
    }

    @Test
    void captionIsWrittenInDots() throws Exception {
        BufferedImage image = decode(studio.render(order("x", photo(400, 300), "", 1, "{\"output_format\":\"png\"}")));
        long bright = 0;
        for (int x = 0; x < 250; x++) {
            for (int y = 280; y < 300; y++) {
                bright += (image.getRGB(x, y) & 255) > 200 ? 1 : 0;
            }
        }
        assertThat(bright).isBetween(200L, 1000L);
    }

    @Test
    void inpaintingLeavesEverythingOutsideTheMaskAsItWas() throws Exception {
        String photo = photo(200, 200);
        BufferedImage original =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(photo)));
        BufferedImage result =
                decode(studio.render(order("inpaint-auto", photo, mask(200, 200), 1, "{\"output_format\":\"png\"}")));
        int inside = 0;
        for (int y = 0; y < 150; y++) {
            for (int x = 0; x < 200; x++) {
                boolean masked = x > 70 && x < 130 && y > 70 && y < 130;
                boolean far = x < 60 || x > 140 || y < 60 || y > 140;
                if (far) {
                    assertThat(result.getRGB(x, y)).isEqualTo(original.getRGB(x, y));
                } else if (masked && result.getRGB(x, y) != original.getRGB(x, y)) {
                    inside++;
                }
            }
        }
        assertThat(inside).isGreaterThan(3000);
    }

    @Test
    void pictureBehindAUrlIsNeverFetchedAndStillItsOwn() throws Exception {
        Picture one = studio.render(order("ssd-canny", URL, "", 1, "{}"));
        Picture other = studio.render(order("ssd-canny", URL + "?2", "", 1, "{}"));
        assertThat(one.bytes()).isNotEqualTo(other.bytes());
        assertThat(studio.render(order("inpaint-auto", URL, URL, 1, "{}")).bytes())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AAAA", "data:image/png;base64,AAAA", "data:nonsense", "ftp://x/y.png", "not base64 at all!"})
    void whatIsNoPictureIsRefused(String text) {
        assertThatThrownBy(() -> studio.render(order("x", text, "", 1, "{}")))
                .isInstanceOf(UnreadablePictureException.class)
                .hasMessageContaining("image");
        assertThatThrownBy(() -> studio.render(order("x", URL, text, 1, "{}")))
                .isInstanceOf(UnreadablePictureException.class);
    }

    @Test
    void controlThatAParameterNamesGoesBeforeTheName() {
        assertThat(style("inpaint-auto", "{\"cn_model\":\"Depth\"}")).isEqualTo(Style.DEPTH);
        assertThat(style("flux-controlnet", "{\"cn_type\":\"canny\"}")).isEqualTo(Style.EDGES);
        assertThat(style("flux-controlnet", "{\"cn_type\":\"pose\"}")).isEqualTo(Style.PAINTING);
        assertThat(style("flux-depth-dev", "{}")).isEqualTo(Style.DEPTH);
        assertThat(style("ssd-canny", "{}")).isEqualTo(Style.EDGES);
    }

    private static Style style(String model, String parameters) {
        return Style.of(order(model, URL, "", 1, parameters));
    }

    private static PictureOrder order(String model, String image, String mask, long seed, String parameters) {
        try {
            Map<String, JsonNode> values = new LinkedHashMap<>();
            new ObjectMapper()
                    .readTree(parameters)
                    .properties()
                    .forEach(value -> values.put(value.getKey(), value.getValue()));
            return new PictureOrder(model, "a fox in the snow", image, mask, seed, values);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String photo(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean disc = Math.hypot(x - width / 2.0, y - height / 2.0) < height / 3.0;
                image.setRGB(x, y, disc ? 0xffe0a0 : (x * 255 / width) << 8 | y * 255 / height);
            }
        }
        return base64(image);
    }

    private static String mask(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(70, 70, 60, 60);
        graphics.dispose();
        return base64(image);
    }

    private static String base64(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return Base64.getEncoder().encodeToString(out.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BufferedImage decode(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
    }
}
