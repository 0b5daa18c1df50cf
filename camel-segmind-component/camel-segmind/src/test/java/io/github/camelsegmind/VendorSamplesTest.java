// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests that the service's own pages show can be made by a route, value for value. */
class VendorSamplesTest extends SegmindTestSupport {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Stands in the samples for a picture that the page reads from a file and encodes. */
    private static final String ENCODED_PICTURE = "(the picture, encoded)";

    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of("sd1.5-controlnet-depth", "image", """
                        {
                          "image": "https://segmind.com/depth.jpeg",
                          "samples": 1,
                          "prompt": "young african american man, black suit, smiling, white background",
                          "negative_prompt": "mangled ears, Disfigured, cartoon, blurry, nude",
                          "scheduler": "UniPC",
                          "num_inference_steps": 25,
                          "guidance_scale": 7.5,
                          "strength": 1,
                          "seed": 9715432854,
                          "base64": false
                        }"""),
                Arguments.of("inpaint-auto", "image", """
                        {
                          "image": "https://segmind-sd-models.s3.amazonaws.com/outputs/inpaint_auto.jpeg",
                          "prompt": "woman in space suit , underwater, full body, floating in water, air bubbles, detailed eyes, deep sea in background, water surface, god ray, fish",
                          "negative_prompt": "disfigured, deformed, ugly",
                          "samples": 1,
                          "base_model": "SDXL",
                          "cn_model": "Depth",
                          "cn_processor": "DPM++ 2M SDE Karras",
                          "scheduler": "DPM++ 2M SDE Karras",
                          "num_inference_steps": 25,
                          "guidance_scale": 7,
                          "seed": 12467,
                          "strength": 0.9,
                          "base64": false
                        }"""),
                Arguments.of("flux-depth-dev", "control_image", """
                        {
                          "seed": 85412,
                          "prompt": "spiderman lecture, photorealistic",
                          "guidance": 10,
                          "megapixels": "1",
                          "num_outputs": 1,
                          "control_image": "https://segmind-sd-models.s3.us-east-1.amazonaws.com/display_images/flux-tools/flux-dev-depth-ip-1.png",
                          "output_format": "jpg",
                          "output_quality": 80,
                          "num_inference_steps": 28,
                          "disable_safety_checker": false
                        }"""),
                Arguments.of("ssd-canny", "image", """
                        {
                          "image": "https://segmind-sd-models.s3.amazonaws.com/outputs/ssd_canny_input.png",
                          "prompt": "beautiful lady, scandanavian, natural skin, big smile, black hair, dark makeup, wearing a black top, hyperdetailed photography, sharp focus on face, soft light, dark background, head and shoulders portrait, cover, city bokeh background",
                          "negative_prompt": "low quality, ugly, painting",
                          "samples": 1,
                          "scheduler": "UniPC",
                          "num_inference_steps": 30,
                          "guidance_scale": 7.5,
                          "seed": 760941192,
                          "controlnet_scale": 0.5,
                          "base64": false
                        }"""),
                Arguments.of("flux-controlnet", "image", """
                        {
                          "base64": false,
                          "cn_stop": 0.5,
                          "cn_strength": 0.4,
                          "cn_type": "pose",
                          "custom_height": 1024,
                          "custom_width": 1024,
                          "guidance": 3.5,
                          "image": "(the picture, encoded)",
                          "image_format": "jpeg",
                          "prompt": "Young woman in leather jacket and black mini skirt, busy city street, bokeh background, Kodak film, sunglasses on head, high quality photo, photorealistic, sharp focus, vibrant colors, urban fashion, street style, natural lighting, 35mm lens",
                          "quality": 95,
                          "sampler": "euler",
                          "samples": 1,
                          "scheduler": "simple",
                          "seed": 652889,
                          "steps": 20,
                          "use_input_img_dimension": true
                        }"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void aSampleAsAMapIsSentAsItIs(String model, String imageParameter, String sample) throws Exception {
        Map<String, Object> body = parameters(sample);
        body.replace(imageParameter, ENCODED_PICTURE, picture());

        Exchange result =
                through("segmind:" + model, exchange -> exchange.getMessage().setBody(body));

        assertSent(model, imageParameter, sample, result);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void aSampleInTheAddressIsSentAsItIs(String model, String imageParameter, String sample) throws Exception {
        Map<String, Object> parameters = parameters(sample);
        Object prompt = parameters.remove("prompt");
        Object image = parameters.remove(imageParameter);

        Exchange result = through("segmind:" + model + "?" + query(parameters), exchange -> {
            exchange.getMessage().setHeader("CamelSegmindPrompt", prompt);
            exchange.getMessage().setHeader("CamelSegmindImage", ENCODED_PICTURE.equals(image) ? picture() : image);
        });

        assertSent(model, imageParameter, sample, result);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void aSampleInTheAddressMayBeWrittenInCamelCase(String model, String imageParameter, String sample)
            throws Exception {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters(sample).forEach((name, value) -> parameters.put(camelCase(name), value));
        Object image = parameters.remove(camelCase(imageParameter));

        Exchange result = through("segmind:" + model + "?" + query(parameters), exchange -> exchange.getMessage()
                .setHeader("CamelSegmindImage", ENCODED_PICTURE.equals(image) ? picture() : image));

        assertSent(model, imageParameter, sample, result);
    }

    private Exchange through(String uri, Processor message) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sample").to(uri);
            }
        });
        return call("direct:sample", message);
    }

    private static void assertSent(String model, String imageParameter, String sample, Exchange result)
            throws Exception {
        assertThat(result.getException()).isNull();
        ObjectNode expected = (ObjectNode) JSON.readTree(sample);
        if (expected.path(imageParameter).asText().equals(ENCODED_PICTURE)) {
            expected.put(imageParameter, Base64.getEncoder().encodeToString(picture()));
        }
        // Nodes of different number types are different, so that 10 is not 10.0 here.
        JsonNode sent = JSON.readTree(received().body());
        assertThat(sent).isEqualTo(expected);
        sandbox().received(model).once().answered(200).charged();
        assertThat(result.getMessage().getBody()).isEqualTo(received().answer());
    }

    private static Map<String, Object> parameters(String sample) throws Exception {
        Map<String, Object> parameters = new LinkedHashMap<>();
        JSON.readTree(sample)
                .properties()
                .forEach(parameter ->
                        parameters.put(parameter.getKey(), JSON.convertValue(parameter.getValue(), Object.class)));
        return parameters;
    }

    private static String query(Map<String, Object> parameters) {
        List<String> query = new ArrayList<>();
        parameters.forEach(
                (name, value) -> query.add(name + "=" + (value instanceof String ? "RAW(" + value + ")" : value)));
        return String.join("&", query);
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (String part : name.split("_")) {
            camel.append(camel.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return camel.toString();
    }
}
