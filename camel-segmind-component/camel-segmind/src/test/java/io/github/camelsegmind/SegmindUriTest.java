// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static io.github.camelsegmind.builder.StaticEndpointBuilders.segmind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelsegmind.message.RequestMapper;
import io.github.camelsegmind.sandbox.Answer;
import io.github.camelsegmind.sandbox.ReceivedCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an address says: the model, the options, and everything else as parameters of the model. */
class SegmindUriTest extends SegmindTestSupport {

    private static final String SECRET = "SG_0123456789abcdef";

    // ---- the model

    @ParameterizedTest
    @ValueSource(
            strings = {
                "segmind:",
                "segmind: ",
                "segmind:%20",
                "segmind:/",
                "segmind://",
                "segmind:.",
                "segmind:..",
                "segmind:../v2/flux",
                "segmind:a/b",
                "segmind:a/../b",
                "segmind:a..b",
                "segmind:a%2Fb",
                "segmind:a%2e%2e%2fb",
                "segmind:%2e%2e",
                "segmind:a b",
                "segmind:a\\b",
                "segmind:a;b",
                "segmind:a@evil.example",
                "segmind:a:8080",
                "segmind:modèle",
                "segmind:a%00b",
                "segmind:a%0d%0aHost:evil.example"
            })
    void aNameThatCouldLeadElsewhereIsNoModel(String uri) {
        assertThat(catchThrowable(() -> context.getEndpoint(uri))).isInstanceOf(ResolveEndpointFailedException.class);
        assertThat(sandbox().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flux-depth-dev", "sd1.5-controlnet-depth", "Some_Model-2.1", "x"})
    void theModelIsPartOfTheAddress(String model) {
        assertThat(sent("segmind:" + model + "?validation=off").path()).isEqualTo("/v1/" + model);
    }

    @Test
    void aModelCannotBeConsumedFrom() {
        Throwable failure = catchThrowable(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("segmind:flux-depth-dev").to("mock:x");
            }
        }));

        assertThat(String.join("\n", messages(failure))).contains("to()");
    }

    // ---- parameters

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seed=42                                | {"seed":42}
            seed=-1                                | {"seed":-1}
            f=0.5                                  | {"f":0.5}
            size=1e5                               | {"size":1E+5}
            n=123456789012345678901234567890       | {"n":123456789012345678901234567890}
            d=0.12345678901234567890123            | {"d":0.12345678901234567890123}
            flag=true                              | {"flag":true}
            flag=false                             | {"flag":false}
            flag=True                              | {"flag":"True"}
            zip=007                                | {"zip":"007"}
            n=null                                 | {"n":"null"}
            e=                                     | {"e":""}
            t=1 2                                  | {"t":"1 2"}
            t=NaN                                  | {"t":"NaN"}
            list=[1,2]                             | {"list":[1,2]}
            o=RAW({"a":1})                         | {"o":{"a":1}}
            note=RAW(a&b=c%+d)                     | {"note":"a&b=c%+d"}
            foo=1&foo=2                            | {"foo":[1,2]}
            q="42"                                 | {"q":"42"}
            q=#valueAs(java.lang.String):42        | {"q":"42"}
            q=#valueAs(int):42                     | {"q":42}
            images=#bean:pictures                  | {"images":["one","two"]}
            images=#pictures                       | {"images":["one","two"]}
            colour=#ff0000                         | {"colour":"#ff0000"}
            numOutputs=2                           | {"numOutputs":2}
            parameter.num_outputs=2                | {"num_outputs":2}
            parameter.timeout=5                    | {"timeout":5}
            parameter.apiKey=text                  | {"apiKey":"text"}
            parameter.parameter.x=1                | {"parameter.x":1}
            """)
    void anUndescribedModelGetsNamesAsWrittenAndValuesAsJsonWhereTheyAreJson(String query, String payload) {
        context.getRegistry().bind("pictures", List.of("one", "two"));

        ReceivedCall call = sent("segmind:my-new-model?" + query);

        assertThat(new String(call.body(), StandardCharsets.UTF_8)).isEqualTo(payload);
        assertThat(call.headers()).containsEntry("x-api-key", sandbox().apiKey());
    }

    @Test
    void blanksAroundAValueAsXmlLeavesThemAreCut() {
        assertThat(sent("segmind:my-new-model?seed=42    &style=ink  ").json())
                .hasToString("{\"seed\":42,\"style\":\"ink\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            numOutputs=2          | {"num_outputs":2}
            num_outputs=2         | {"num_outputs":2}
            parameter.numOutputs=2| {"num_outputs":2}
            megapixels=1          | {"megapixels":"1"}
            guidance=10           | {"guidance":10}
            seed=9715432854       | {"seed":9715432854}
            prompt=42             | {"prompt":"42"}
            disableSafetyChecker=true | {"disable_safety_checker":true}
            """)
    void aDescribedModelAlsoTakesCamelCaseAndGetsThePublishedTypes(String query, String payload) {
        sandbox().always(Answer.ok("image/png", picture()));
        String image = "https://example.org/in.png";

        Exchange result = call("segmind:flux-depth-dev?" + query, exchange -> {
            exchange.getMessage().setHeader("CamelSegmindImage", image);
            if (!query.startsWith("prompt")) {
                exchange.getMessage().setHeader("CamelSegmindPrompt", "a castle");
            }
        });

        assertThat(result.getException()).isNull();
        String json = received().json().toString();
        assertThat(json).contains(payload.substring(1, payload.length() - 1));
        assertThat(received().json().size()).isEqualTo(query.startsWith("prompt") ? 2 : 3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            configuration.apiKey=x  | {"configuration.apiKey":"x"}
            configuration.baseUrl=x | {"configuration.baseUrl":"x"}
            configuration=#bean:evil | {"configuration":"evil"}
            endpointUri=zz          | {"endpointUri":"zz"}
            camelContext=x          | {"camelContext":"x"}
            component=7             | {"component":7}
            component.configuration.apiKey=x | {"component.configuration.apiKey":"x"}
            exchangePattern=InOnly  | {"exchangePattern":"InOnly"}
            model=other             | {"model":"other"}
            class.name=x            | {"class.name":"x"}
            optionNames=[]          | {"optionNames":[]}
            """)
    void noQueryKeyReachesIntoTheEndpointOrTheComponent(String query, String payload) {
        context.getRegistry().bind("evil", "evil");

        ReceivedCall call = sent("segmind:my-new-model?" + query);

        assertThat(new String(call.body(), StandardCharsets.UTF_8)).isEqualTo(payload);
        assertThat(call.path()).isEqualTo("/v1/my-new-model");
        assertThat(call.headers()).containsEntry("x-api-key", sandbox().apiKey());
        assertThat(component().getConfiguration().getApiKey())
                .isEqualTo(sandbox().apiKey());
        assertThat(component().getConfiguration().getBaseUrl())
                .isEqualTo(sandbox().baseUrl());
    }

    @Test
    void thePrefixSendsANameThatTheModelsDescriptionDoesNotKnow() {
        sandbox().always(Answer.ok("image/png", picture()));

        Exchange result = call("segmind:ssd-canny?parameter.brand_new=3", exchange -> {
            exchange.getMessage().setBody(picture());
            exchange.getMessage().setHeader("CamelSegmindPrompt", "a castle");
        });

        assertThat(result.getException()).isNull();
        sandbox().received("ssd-canny").once().withParameter("brand_new", 3);
    }

    @Test
    void aMapOfParametersIsTakenFromABeanAndNotChanged() {
        Map<String, Object> defaults = new LinkedHashMap<>(Map.of("style", "ink"));
        context.getRegistry().bind("defaults", defaults);

        ReceivedCall one = sent("segmind:my-new-model?parameters=#bean:defaults&parameter.seed=9");
        ReceivedCall other = sent("segmind:my-new-model?parameters=#bean:defaults");

        assertThat(one.json()).hasToString("{\"seed\":9,\"style\":\"ink\"}");
        assertThat(other.json()).hasToString("{\"style\":\"ink\"}");
        assertThat(defaults).containsExactly(Map.entry("style", "ink"));
    }

    @Test
    void aParameterFromTheBeanAndFromTheAddressIsGivenTwice() {
        context.getRegistry().bind("defaults", new LinkedHashMap<>(Map.of("seed", 1)));

        Throwable failure = startOf("segmind:my-new-model?parameters=#bean:defaults&parameter.seed=9");

        assertThat(String.join("\n", messages(failure))).contains("seed").contains("twice");
    }

    @Test
    void placeholdersAreResolved() {
        context.getPropertiesComponent().addInitialProperty("my.seed", "77");
        context.getPropertiesComponent().addInitialProperty("my.model", "my-new-model");

        ReceivedCall call = sent("segmind:{{my.model}}?seed={{my.seed}}");

        assertThat(call.path()).isEqualTo("/v1/my-new-model");
        assertThat(call.json()).hasToString("{\"seed\":77}");
    }

    // ---- options

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apikey",
                "api-key",
                "api_key",
                "APIKEY",
                "apiKye",
                "apiKeys",
                "timout",
                "timeOut",
                "maxretries",
                "baseurl",
                "output-type",
                "validaton"
            })
    void aMisspeltOptionFailsTheStartAndIsNamedWithoutItsValue(String option) {
        for (String model : List.of("my-new-model", "flux-depth-dev")) {
            Throwable failure = startOf("segmind:" + model + "?" + option + "=" + SECRET);

            assertThat(messages(failure))
                    .anyMatch(message -> message.contains("'" + option + "'"))
                    .noneMatch(message -> message.contains(SECRET));
        }
    }

    @Test
    void aMisspeltOptionCanStillBeAParameter() {
        assertThat(sent("segmind:my-new-model?parameter.timout=5").json()).hasToString("{\"timout\":5}");
    }

    @ParameterizedTest
    @MethodSource("publishedParameters")
    void noParameterOfAPublishedModelIsMistakenForAMisspeltOption(String model, List<String> names) {
        String query = names.stream().map(name -> name + "=1").collect(Collectors.joining("&"));

        assertThat(startOf("segmind:" + model + "?" + query)).isNull();
    }

    static Stream<Arguments> publishedParameters() {
        return """
                sdxl1.0-txt2img: prompt negative_prompt style samples scheduler num_inference_steps guidance_scale \
                    strength high_noise_fraction seed img_width img_height refiner base64
                fooocus: prompt negative_prompt steps samples styles aspect_ratio seed guidance_scale scheduler base_model
                flux-img2img: prompt image steps seed denoise scheduler sampler_name base64
                flux-ipadapter: adapter_strength base64 guidance_scale image image_format num_inference_steps prompt \
                    quality samples seed strength true_gs
                flux-depth-pro: seed steps prompt guidance control_image output_format safety_tolerance prompt_upsampling
                multi-image-kontext-pro: prompt aspect_ratio input_image_1 input_image_2 output_format safety_tolerance
                nano-banana: prompt image_urls aspect_ratio response_modalities
                nano-banana-2: seed web_search output_format thinking_level safety_tolerance output_resolution
                gpt-image-2: prompt size quality background image_urls moderation output_format output_compression
                gpt-image-1-edit-mini: prompt mask
                seedream-5-pro: prompt image_input aspect_ratio size output_format watermark
                imagen-4-fast: prompt negative_prompt aspect_ratio
                ideogram-4: prompt rendering_speed image_size num_images enable_prompt_expansion output_format seed \
                    enable_safety_checker
                idm-vton: crop seed steps category force_dc human_img garm_img mask_only garment_des
                try-on-diffusion: model_image cloth_image category num_inference_steps guidance_scale seed base64
                p-image-try-on: person_image garment_images seed turbo output_format output_quality preserve_input_size
                faceswap-v2: source_img target_img input_faces_index source_faces_index face_restore base64
                faceswap-v3: interpolation detection_face_order facedetection detect_gender_input detect_gender_source \
                    face_restore_weight image_format image_quality
                faceswap-v5: source_image target_image additional_prompt seed image_format quality
                bg-removal: image method
                bg-removal-v2: image type custom_color
                background-eraser: image return_mask invert_mask grow_mask base64
                bg-replace: image ref_image prompt negative_prompt samples scheduler num_inference_steps guidance_scale \
                    seed strength cn_weight ip_adapter_weight base64
                esrgan: image scale
                codeformer: image scale fidelity bg face
                sd2.1-faceswapper: input_face_image target_face_image file_type face_restore
                storydiffusion: character_description comic_description style_name comic_style num_ids seed output_format
                wan-2.2-i2v-flash: prompt image negative_prompt resolution prompt_extend watermark
                wan-2.2-i2v-fast: image prompt seed go_fast num_frames resolution aspect_ratio sample_shift \
                    frames_per_second
                wan2.1-i2v-720p: prompt negative_prompt image seed video_length resolution steps base64
                veo-3: prompt seed generate_audio aspect_ratio
                seedance-v1-lite-text-to-video: prompt duration aspect_ratio resolution seed
                seedance-2.0-mini: prompt duration resolution aspect_ratio generate_audio seed first_frame_url
                hallo: input_image input_audio
                gemini-3.1-flash-tts: text voice_1 temperature
                veena-max-tts: text speaker_id normalize
                myshell-tts: voice language text speed
                ace-step-music: genres output_seconds
                dia: text seed top_p cfg_scale temperature input_audio speed_factor max_new_tokens cfg_filter_top_k
                orpheus-3b-0.1: text voice top_p temperature max_new_tokens repetition_penalty
                deepseek-chat: messages
                claude-4.5-sonnet: instruction messages
                gpt-5.5: messages prompt response_format
                mock-inference: sleep credits
                """.lines().map(line -> line.split(": +")).map(
                model -> Arguments.of(model[0], Arrays.asList(model[1].strip().split(" +"))));
    }

    @Test
    void withoutAKeyTheStartFailsAndNamesThePlacesForOne() {
        component("keyless", null);

        Throwable failure = startOf("keyless:my-new-model");

        assertThat(String.join("\n", messages(failure)))
                .contains("camel.component.segmind.api-key")
                .contains("apiKey=")
                .contains("SEGMIND_API_KEY");
    }

    @Test
    void aBlankKeyIsNone() {
        component("keyless", " ");

        assertThat(startOf("keyless:my-new-model")).isNotNull();
    }

    @Test
    void theKeyMayComeFromTheEnvironment() {
        component("fromenvironment", "key-of-the-environment");

        assertThat(sent("fromenvironment:my-new-model").headers()).containsEntry("x-api-key", "key-of-the-environment");
    }

    @Test
    void theComponentsKeyBeatsTheEnvironmentsAndTheEndpointsBeatsBoth() {
        component("both", "key-of-the-environment").getConfiguration().setApiKey("key-of-the-component");

        assertThat(sent("both:my-new-model").headers()).containsEntry("x-api-key", "key-of-the-component");
        assertThat(sent("both:my-new-model?apiKey=mine").headers()).containsEntry("x-api-key", "mine");
    }

    @Test
    void twoEndpointsOfOneComponentUseTheirOwnKeys() {
        assertThat(sent("segmind:my-new-model?apiKey=RAW(k&y%1)").headers()).containsEntry("x-api-key", "k&y%1");
        assertThat(sent("segmind:my-new-model?apiKey=two").headers()).containsEntry("x-api-key", "two");
        assertThat(sent("segmind:my-new-model").headers())
                .containsEntry("x-api-key", sandbox().apiKey());
        assertThat(received().json().isEmpty()).isTrue();
    }

    @Test
    void anOptionThatCannotBeSetFailsInsteadOfBeingLost() {
        // Camel finds the setters of an endpoint by the annotation of its component, which a subclass doesn't inherit.
        SegmindComponent subclass = new SegmindComponent() {};
        subclass.getConfiguration().setBaseUrl(sandbox().baseUrl());
        subclass.getConfiguration().setApiKey("key-of-the-component");
        context.addComponent("subclass", subclass);

        Throwable failure = startOf("subclass:my-new-model?apiKey=" + SECRET);

        if (failure == null) {
            assertThat(sent("subclass:my-new-model?apiKey=" + SECRET).headers()).containsEntry("x-api-key", SECRET);
        } else {
            assertThat(messages(failure)).noneMatch(message -> message.contains(SECRET));
        }
    }

    @Test
    void theComponentsOptionsAreTheDefaultsOfItsEndpoints() {
        component().getConfiguration().setOutputType(SegmindOutputType.stream);
        component().getConfiguration().setMaxRetries(7);

        SegmindConfiguration plain = endpoint("segmind:my-new-model").getConfiguration();
        SegmindConfiguration own =
                endpoint("segmind:my-new-model?maxRetries=1&timeout=30s").getConfiguration();

        assertThat(plain.getOutputType()).isEqualTo(SegmindOutputType.stream);
        assertThat(plain.getMaxRetries()).isEqualTo(7);
        assertThat(own.getOutputType()).isEqualTo(SegmindOutputType.stream);
        assertThat(own.getMaxRetries()).isEqualTo(1);
        assertThat(own.getTimeout()).isEqualTo(30_000);
        assertThat(component().getConfiguration().getMaxRetries()).isEqualTo(7);
        assertThat(component().getConfiguration().getTimeout()).isEqualTo(600_000);
    }

    @Test
    void anEndpointShowsNeitherKeyNorPrompt() {
        assertThat(endpoint("segmind:my-new-model?apiKey=" + SECRET + "&prompt=castle"))
                .asString()
                .contains("my-new-model")
                .doesNotContain(SECRET)
                .doesNotContain("castle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.segmind.com/",
                "https://api.segmind.com/v1",
                "https://user:swordfish@api.segmind.com",
                "https://user:swordfish@api segmind.com",
                "https://api.segmind.com?swordfish",
                "https://api.segmind.com#swordfish",
                "ftp://api.segmind.com",
                "file:///etc/passwd",
                "api.segmind.com",
                ""
            })
    void theBaseUrlHasToBeAnOrigin(String url) {
        component().getConfiguration().setBaseUrl(url);

        Throwable failure = startOf("segmind:my-new-model");

        assertThat(messages(failure))
                .anyMatch(message -> message.contains("baseUrl"))
                .noneMatch(message -> message.contains("swordfish"));
    }

    // ---- findings at the start

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            guidance=1000         | guidance             | range from 0 to 100
            guidance=-0.1         | guidance             | range from 0 to 100
            guidance=high         | guidance             | number
            numOutputs=two        | num_outputs          | integer
            num_outputs=1.5       | num_outputs          | integer
            disableSafetyChecker=maybe | disable_safety_checker | boolean
            output_format=gif     | output_format        | webp, jpg, png
            guidence=10           | guidence             | did you mean guidance?
            nonsense=10           | nonsense             | not a parameter of this model
            """)
    void whatContradictsTheModelsDescriptionFailsTheStart(String query, String parameter, String why) {
        Throwable failure = startOf("segmind:flux-depth-dev?" + query);

        assertThat(String.join("\n", messages(failure)))
                .contains(parameter)
                .contains(why)
                .contains("validation=warn");
        assertThat(rootOf(failure)).isInstanceOf(SegmindValidationException.class);
    }

    @Test
    void allFindingsAreReportedAtOnceAndWithoutTheirValues() {
        Throwable failure = startOf("segmind:flux-depth-dev?guidance=1234&seed=abcde&output_format=gif&foo=bar");

        assertThat(rootOf(failure).getMessage())
                .contains("guidance", "seed", "output_format", "foo")
                .doesNotContain("1234", "abcde", "gif", "bar");
    }

    @ParameterizedTest
    @CsvSource({
        "numOutputs=1&num_outputs=2, numOutputs, num_outputs",
        "seed=1&parameter.seed=2, seed, parameter.seed",
        "parameter.numOutputs=1&num_outputs=1, parameter.numOutputs, num_outputs"
    })
    void aParameterGivenTwiceFailsTheStartAndIsNamedBothWays(String query, String one, String other) {
        Throwable failure = startOf("segmind:flux-depth-dev?" + query);

        assertThat(rootOf(failure))
                .isInstanceOf(SegmindValidationException.class)
                .hasMessageContainingAll("twice", "URI's " + one, "URI's " + other);
    }

    @Test
    void whatIsStillMissingAtTheStartIsReportedBeforeSending() {
        assertThat(startOf("segmind:flux-depth-dev?guidance=10")).isNull();

        Exchange result = call("segmind:flux-depth-dev?guidance=10", (Object) null);

        assertThat(result.getException())
                .isInstanceOf(SegmindValidationException.class)
                .hasMessageContainingAll("control_image is missing", "prompt is missing", "validation=warn");
        assertThat(sandbox().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "segmind:ssd-canny?controlnet_scale=7.5",
                "segmind:inpaint-auto?strength=7.5&cn_processor=RAW(DPM++ 2M SDE Karras)",
                "segmind:ssd-canny?scheduler=UniPC",
                "segmind:ssd-canny?scheduler=Another One",
                "segmind:ssd-canny?guidance_scale=7",
                "segmind:flux-controlnet?seed=-9000000000000000000"
            })
    void whatIsPublishedOrNotKnownToBeWrongIsNoFinding(String uri) {
        assertThat(startOf(uri)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "off"})
    void findingsCanBeSentAnyway(String validation) {
        List<String> warnings = warningsOf(() -> {
            ReceivedCall call = sent("segmind:flux-depth-dev?guidance=1000&foo=bar&validation=" + validation);

            assertThat(call.json()).hasToString("{\"foo\":\"bar\",\"guidance\":1000}");
        });

        if (validation.equals("off")) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(String.join("\n", warnings))
                    .contains("guidance", "foo", "control_image is missing")
                    .doesNotContain("1000", "bar");
        }
    }

    @Test
    void aUsersOwnModelFileIsCheckedLikeOurs() {
        Throwable failure = startOf("segmind:my-model?brushSize=11&style_name=oli&papre=x");

        assertThat(rootOf(failure))
                .isInstanceOf(SegmindValidationException.class)
                .hasMessageContainingAll(
                        "brush_size is outside the range from 1 to 10",
                        "style_name must be one of oil, ink",
                        "did you mean paper?");
    }

    @Test
    void aUsersOwnModelFileNamesTheRolesForBodyAndHeaders() {
        Exchange result = call("segmind:my-model?styleName=ink&paper=handmade", exchange -> {
            exchange.getMessage().setBody(picture());
            exchange.getMessage().setHeader("CamelSegmindPrompt", "a castle");
            exchange.getMessage().setHeader("CamelSegmindNegativePrompt", "a tower");
            exchange.getMessage().setHeader("CamelSegmindSeed", 5L);
            exchange.getMessage().setHeader("CamelSegmindMask", picture(8, 8));
        });

        assertThat(result.getException()).isNull();
        sandbox()
                .received("my-model")
                .once()
                .withPicture("source_picture", picture())
                .withPicture("cover_sheet", picture(8, 8))
                .withParameter("what_to_paint", "a castle")
                .withParameter("what_to_avoid", "a tower")
                .withParameter("dice", 5)
                .withParameter("style_name", "ink")
                .withParameter("paper", "handmade")
                .answered(200);
    }

    // ---- other ways to write an address

    @Test
    void aYamlRouteWritesParametersAsABlock() throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.yaml", """
                - route:
                    from:
                      uri: direct:yaml
                      steps:
                        - to:
                            uri: segmind:flux-depth-dev
                            parameters:
                              guidance: 12
                              numOutputs: 1
                              megapixels: 1
                              output_format: png
                              outputType: bytes
                              parameter.seed: 42
                """));

        Exchange result = call("direct:yaml", exchange -> {
            exchange.getMessage().setBody(picture());
            exchange.getMessage().setHeader("CamelSegmindPrompt", "a castle");
        });

        assertThat(result.getException()).isNull();
        sandbox()
                .received("flux-depth-dev")
                .once()
                .withParameter("guidance", 12)
                .withParameter("num_outputs", 1)
                .withParameter("megapixels", "1")
                .withParameter("output_format", "png")
                .withParameter("seed", 42)
                .withoutParameter("outputType")
                .answered(200);
    }

    @Test
    void aYamlRouteMayNameTheModelAmongTheParameters() throws Exception {
        sandbox().always(Answer.ok("image/png", picture()));
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.yaml", """
                - route:
                    from:
                      uri: direct:yaml
                      steps:
                        - to:
                            uri: segmind
                            parameters:
                              model: my-new-model
                              seed: 42
                """));

        assertThat(call("direct:yaml", (Object) null).getException()).isNull();

        assertThat(received().path()).isEqualTo("/v1/my-new-model");
        assertThat(received().json()).hasToString("{\"seed\":42}");
    }

    @Test
    void theEndpointDslWritesOptionsAndParameters() throws Exception {
        sandbox().always(Answer.ok("image/png", picture()));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dsl")
                        .to(segmind("my-new-model")
                                .apiKey("dsl-key")
                                .outputType("bytes")
                                .parameters("seed", 42)
                                .parameters("tags", List.of(1, 2))
                                .parameters("style", "ink"));
            }
        });

        assertThat(call("direct:dsl", (Object) null).getException()).isNull();

        assertThat(received().json()).hasToString("{\"seed\":42,\"style\":\"ink\",\"tags\":[1,2]}");
        assertThat(received().headers()).containsEntry("x-api-key", "dsl-key");
    }

    // ---- helpers

    private SegmindComponent component() {
        return context.getComponent("segmind", SegmindComponent.class);
    }

    /** A component in another environment. */
    @Component("segmind")
    private static class ComponentElsewhere extends SegmindComponent {

        private final String environmentKey;

        ComponentElsewhere(String environmentKey) {
            this.environmentKey = environmentKey;
        }

        @Override
        String environmentKey() {
            return environmentKey;
        }
    }

    /** A further component, with a key in its environment or none. */
    private SegmindComponent component(String scheme, String environmentKey) {
        SegmindComponent component = new ComponentElsewhere(environmentKey);
        component.getConfiguration().setBaseUrl(sandbox().baseUrl());
        context.addComponent(scheme, component);
        return component;
    }

    private SegmindEndpoint endpoint(String uri) {
        return context.getEndpoint(uri, SegmindEndpoint.class);
    }

    /** What the service receives when an address is called without body and headers. */
    private ReceivedCall sent(String uri) {
        sandbox().always(Answer.ok("image/png", picture()));
        Exchange result = call(uri, (Object) null);
        assertThat(result.getException()).isNull();
        return received();
    }

    /** Why a route that calls an address does not start; null when it does. */
    private Throwable startOf(String uri) {
        return catchThrowable(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start" + System.nanoTime()).to(uri);
            }
        }));
    }

    private static List<String> messages(Throwable failure) {
        assertThat(failure).as("the failure").isNotNull();
        List<String> messages = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.add(cause.toString());
            Arrays.stream(cause.getSuppressed()).map(Throwable::toString).forEach(messages::add);
        }
        return messages;
    }

    private static Throwable rootOf(Throwable failure) {
        assertThat(failure).as("the failure").isNotNull();
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** What is logged at WARN meanwhile. */
    private static List<String> warningsOf(Runnable task) {
        List<String> warnings = new CopyOnWriteArrayList<>();
        AbstractAppender appender = new AbstractAppender("warnings", null, null, true, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                if (event.getLevel().isMoreSpecificThan(org.apache.logging.log4j.Level.WARN)) {
                    warnings.add(event.getMessage().getFormattedMessage());
                }
            }
        };
        appender.start();
        Logger logger = (Logger) LogManager.getLogger(RequestMapper.class);
        logger.addAppender(appender);
        try {
            task.run();
        } finally {
            logger.removeAppender(appender);
        }
        return warnings;
    }
}
