// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelsegmind.builder.StaticEndpointBuilders;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.Test;

/** What tools read about the component. */
class MetadataTest extends SegmindTestSupport {

    private ComponentModel model() throws Exception {
        return JsonMapper.generateComponentModel(json());
    }

    private String json() throws Exception {
        return ((CatalogCamelContext) context).getComponentParameterJsonSchema("segmind");
    }

    @Test
    void theContextKnowsItsOptions() throws Exception {
        assertThat(json()).contains("\"apiKey\"").contains("\"spendingLimit\"");
    }

    @Test
    void everyOptionAndHeaderIsDescribedInASentence() throws Exception {
        ComponentModel model = model();
        List<BaseOptionModel> ours = new ArrayList<>();
        ours.addAll(model.getEndpointOptions());
        ours.addAll(model.getComponentOptions());
        ours.addAll(model.getEndpointHeaders());

        assertThat(ours).hasSizeGreaterThan(50).allSatisfy(option -> assertThat(option.getDescription())
                .as(option.getName())
                .hasSizeGreaterThan(20)
                .endsWith("."));
    }

    @Test
    void theKeyIsSecretOnBothLevels() throws Exception {
        assertThat(model().getEndpointOptions())
                .filteredOn(option -> option.getName().equals("apiKey"))
                .allMatch(BaseOptionModel::isSecret)
                .hasSize(1);
        assertThat(model().getComponentOptions())
                .filteredOn(option -> option.getName().equals("apiKey"))
                .allMatch(BaseOptionModel::isSecret)
                .hasSize(1);
    }

    @Test
    void everyHeaderNameIsInTheCatalogue() throws Exception {
        List<String> constants = Arrays.stream(SegmindConstants.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(MetadataTest::value)
                .toList();

        assertThat(model().getEndpointHeaders())
                .extracting(BaseOptionModel::getName)
                .containsExactlyInAnyOrderElementsOf(constants);
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itIsAnAsynchronousProducerOnlyComponent() throws Exception {
        assertThat(model().isAsync()).isTrue();
        assertThat(model().isProducerOnly()).isTrue();
        assertThat(model().isLenientProperties()).isTrue();
    }

    @Test
    void aCatalogueThatWasToldOfItValidatesUris() throws Exception {
        DefaultCamelCatalog catalog = new DefaultCamelCatalog();
        catalog.addComponent("segmind", SegmindComponent.class.getName(), json());

        assertThat(catalog.validateEndpointProperties("segmind:flux-depth-dev?timeout=5m&guidance=10")
                        .isSuccess())
                .isTrue();
        assertThat(catalog.validateEndpointProperties("segmind:flux-depth-dev?outputType=picture")
                        .isSuccess())
                .isFalse();
    }

    @Test
    void theEndpointDslWritesItsUris() {
        String uri = StaticEndpointBuilders.segmind("flux-depth-dev")
                .timeout("5m")
                .validation(SegmindValidation.warn)
                .parameters("guidance", "10")
                .getRawUri();

        SegmindEndpoint endpoint = context.getEndpoint(uri, SegmindEndpoint.class);
        assertThat(endpoint.getModel()).isEqualTo("flux-depth-dev");
        assertThat(endpoint.getConfiguration().getTimeout()).isEqualTo(300_000);
        assertThat(endpoint.getParameters()).isEqualTo(Map.of("parameter.guidance", "10"));
    }
}
