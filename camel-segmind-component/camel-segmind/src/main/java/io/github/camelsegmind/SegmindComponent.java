// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import io.github.camelsegmind.catalog.ModelCatalog;
import io.github.camelsegmind.message.ExactText;
import io.github.camelsegmind.message.ModelName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Creates the endpoints of {@code segmind:model} and holds what they share: clients, threads, limits and the catalogue. */
@Component("segmind")
public class SegmindComponent extends DefaultComponent implements SSLContextParametersAware {

    @Metadata(description = "The defaults of the endpoints' options.")
    private SegmindConfiguration configuration = new SegmindConfiguration();

    @Metadata(label = "security", defaultValue = "false")
    private boolean useGlobalSslContextParameters;

    @Metadata(label = "advanced", autowired = true)
    private SegmindHttpClientConfigurer httpClientConfigurer;

    private final ModelCatalog catalog =
            new ModelCatalog(name -> getCamelContext().getClassResolver().loadResourceAsStream(name));
    private SharedResources shared;

    public SegmindComponent() {}

    public SegmindComponent(CamelContext context) {
        super(context);
    }

    /**
     * Separates the parameters of the model from the options of the endpoint before Camel binds anything, so that no
     * query key can reach into the endpoint or the component.
     */
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> query) throws Exception {
        Set<String> options = new TreeSet<>(getCamelContext()
                .getCamelContextExtension()
                .getEndpointUriFactory("segmind")
                .propertyNames());
        options.remove("model");
        SegmindEndpoint endpoint =
                new SegmindEndpoint(uri, this, ModelName.check(remaining), configuration.copy(), options);
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String key : List.copyOf(query.keySet())) {
            if (!options.contains(key)) {
                parameters.put(key, modelParameter(query.remove(key)));
            }
        }
        setProperties(endpoint, query);
        if (!query.isEmpty()) {
            throw new IllegalArgumentException("segmind cannot set the options " + query.keySet());
        }
        prefixed(endpoint.getParameters()).forEach((name, value) -> {
            if (parameters.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException(
                        name + " is given twice, on its own and within parameters; remove one");
            }
        });
        endpoint.setParameters(parameters);
        return endpoint;
    }

    /** What {@code parameters=#bean:map} brings is as explicit as the prefix. */
    private static Map<String, Object> prefixed(Map<String, Object> parameters) {
        Map<String, Object> prefixed = new LinkedHashMap<>();
        parameters.forEach((name, value) -> prefixed.put("parameter." + name, value));
        return prefixed;
    }

    private Object modelParameter(Object value) throws Exception {
        if (!(value instanceof String text)) {
            return value;
        }
        // XML attributes with line breaks leave blanks at the end.
        String trimmed = text.strip();
        if (trimmed.matches("#(bean|class|type|valueAs)[:(].*")) {
            Object resolved = PropertyBindingSupport.resolveBean(getCamelContext(), trimmed);
            return resolved instanceof String exact ? new ExactText(exact) : resolved;
        }
        Object bean =
                trimmed.startsWith("#") ? getCamelContext().getRegistry().lookupByName(trimmed.substring(1)) : null;
        return bean == null ? trimmed : bean;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        shared = new SharedResources(this);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    SharedResources shared() {
        return shared;
    }

    ModelCatalog catalog() {
        return catalog;
    }

    SSLContextParameters globalTls() {
        return retrieveGlobalSslContextParameters();
    }

    /** The key from the environment, null when there is none. */
    String environmentKey() {
        return System.getenv("SEGMIND_API_KEY");
    }

    public SegmindConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(SegmindConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    /** Whether endpoints without TLS settings of their own use Camel's global ones. */
    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public SegmindHttpClientConfigurer getHttpClientConfigurer() {
        return httpClientConfigurer;
    }

    /** Has the last word on how the HTTP client is built. When absent, the client is built as documented. */
    public void setHttpClientConfigurer(SegmindHttpClientConfigurer httpClientConfigurer) {
        this.httpClientConfigurer = httpClientConfigurer;
    }
}
