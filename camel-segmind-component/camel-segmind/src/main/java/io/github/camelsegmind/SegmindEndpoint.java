// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import io.github.camelsegmind.catalog.Similar;
import io.github.camelsegmind.message.RequestMapper;
import io.github.camelsegmind.message.ResponseMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Generate and edit images, video and audio with the models of the Segmind service.
 *
 * <p>The path names the model. Every query parameter that is not an option is a parameter of the model.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "segmind",
        title = "Segmind",
        syntax = "segmind:model",
        producerOnly = true,
        lenientProperties = true,
        remote = true,
        category = {Category.AI, Category.CLOUD},
        headersClass = SegmindConstants.class)
public class SegmindEndpoint extends DefaultEndpoint implements AsyncEndpoint, EndpointServiceLocation {

    @UriPath(description = "The model to call, as the service spells it: letters, digits, '.', '_' and '-'.")
    @Metadata(required = true)
    private final String model;

    @UriParam
    private final SegmindConfiguration configuration;

    @UriParam(
            label = "producer",
            prefix = "parameter.",
            multiValue = true,
            description =
                    "Parameters of the model. Any query parameter that is not an option is one too; the prefix is for"
                            + " names that are also options, and for names that the model's description does not know.")
    private Map<String, Object> parameters = new TreeMap<>();

    private final Set<String> optionNames;

    SegmindEndpoint(
            String uri,
            Component component,
            String model,
            SegmindConfiguration configuration,
            Set<String> optionNames) {
        super(uri, component);
        this.model = model;
        this.configuration = configuration;
        this.optionNames = optionNames;
    }

    @Override
    public Producer createProducer() {
        return new SegmindProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("segmind can only be called: use it in to(), not in from()");
    }

    @Override
    public boolean isLenientProperties() {
        return true;
    }

    @Override
    public SegmindComponent getComponent() {
        return (SegmindComponent) super.getComponent();
    }

    public String getModel() {
        return model;
    }

    public SegmindConfiguration getConfiguration() {
        return configuration;
    }

    public Map<String, Object> getParameters() {
        return parameters;
    }

    public void setParameters(Map<String, Object> parameters) {
        // A copy, because the map may be a bean that other endpoints use too.
        this.parameters = new TreeMap<>(parameters);
    }

    @Override
    public String getServiceUrl() {
        return configuration.getBaseUrl();
    }

    @Override
    public String getServiceProtocol() {
        return "rest";
    }

    /** Scheme and model only: a query may hold a key, or a misspelt one, or a prompt. */
    @Override
    public String toString() {
        return "segmind://" + model;
    }

    /** The key to call with; fails with the places where one can stand. */
    String apiKey() {
        String key = configuration.getApiKey() != null
                ? configuration.getApiKey()
                : getComponent().environmentKey();
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException("There is no Segmind API key. Set it on the component"
                    + " (camel.component.segmind.api-key), or on the endpoint (segmind:" + model
                    + "?apiKey=RAW(...)), or in the environment variable SEGMIND_API_KEY.");
        }
        return key.strip();
    }

    RequestMapper requestMapper() {
        return new RequestMapper(
                model,
                parameters,
                configuration,
                getComponent().catalog(),
                DataSize.parse("maxRequestSize", configuration.getMaxRequestSize()),
                DataSize.parse("maxResponseSize", configuration.getMaxResponseSize()));
    }

    ResponseMapper responseMapper() {
        return new ResponseMapper(configuration);
    }

    /**
     * Finds what is wrong with the URI before the first call. Misspelt options are named without their values, since one
     * of them may be a key.
     */
    void check() {
        checkBaseUrl();
        for (String name : parameters.keySet()) {
            boolean known = name.startsWith("parameter.")
                    || getComponent()
                            .catalog()
                            .find(model)
                            .filter(spec -> spec.knows(name))
                            .isPresent();
            if (!known) {
                Similar.slipOf(name, optionNames).ifPresent(option -> {
                    throw new IllegalArgumentException("segmind:" + model + " has no option '" + name
                            + "'; did you mean '" + option + "'? If it is a parameter of the model, write 'parameter."
                            + name + "'.");
                });
            }
        }
        requestMapper().checkUri();
    }

    private void checkBaseUrl() {
        if (!isOrigin(configuration.getBaseUrl())) {
            throw new IllegalArgumentException(
                    "baseUrl has to be an origin such as https://api.segmind.com, without path, user or trailing slash");
        }
    }

    private static boolean isOrigin(String url) {
        URI base;
        try {
            base = new URI(url);
        } catch (URISyntaxException e) {
            return false;
        }
        return ("https".equals(base.getScheme()) || "http".equals(base.getScheme()))
                && base.getHost() != null
                && base.getUserInfo() == null
                && (base.getPath() == null || base.getPath().isEmpty())
                && base.getQuery() == null
                && base.getFragment() == null;
    }
}
