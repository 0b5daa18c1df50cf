// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import io.github.camelsegmind.SegmindConfiguration;
import io.github.camelsegmind.SegmindConstants;
import io.github.camelsegmind.SegmindOperation;
import io.github.camelsegmind.SegmindOutputType;
import io.github.camelsegmind.SegmindValidation;
import io.github.camelsegmind.SegmindValidationException;
import io.github.camelsegmind.catalog.Finding;
import io.github.camelsegmind.catalog.ModelCatalog;
import io.github.camelsegmind.catalog.ModelSpec;
import io.github.camelsegmind.transport.ByteSpool;
import io.github.camelsegmind.transport.Deadline;
import io.github.camelsegmind.transport.Payload;
import io.github.camelsegmind.transport.SegmindRequest;
import io.github.camelsegmind.transport.SegmindRequest.AnswerPolicy;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a request of an exchange: URI parameters, the body by role, and headers, weakest to strongest. Everything that
 * can be known to be wrong is refused here, before it costs money. Safe for use by several threads.
 */
public final class RequestMapper {

    private static final Logger LOG = LoggerFactory.getLogger(RequestMapper.class);

    /** Of a model that nothing is known about, any text of this length may be a prompt. */
    private static final int SHORTEST_PROMPT = 8;

    /** The headers that hold one parameter each, by the role that the parameter has. */
    private static final Map<String, String> NAMED_HEADERS = Map.of(
            SegmindConstants.PROMPT, "prompt",
            SegmindConstants.NEGATIVE_PROMPT, "negative_prompt",
            SegmindConstants.SEED, "seed",
            SegmindConstants.IMAGE, "image",
            SegmindConstants.MASK, "mask");

    private final String model;
    private final Map<String, Object> uriParameters;
    private final SegmindConfiguration configuration;
    private final ModelCatalog catalog;
    private final long maxRequestSize;
    private final long maxResponseSize;
    private final URI uri;

    /**
     * @param uriParameters model parameters as the URI gives them
     * @param maxRequestSize bytes
     * @param maxResponseSize bytes
     */
    public RequestMapper(
            String model,
            Map<String, Object> uriParameters,
            SegmindConfiguration configuration,
            ModelCatalog catalog,
            long maxRequestSize,
            long maxResponseSize) {
        this.model = model;
        this.uriParameters = uriParameters;
        this.configuration = configuration;
        this.catalog = catalog;
        this.maxRequestSize = maxRequestSize;
        this.maxResponseSize = maxResponseSize;
        this.uri = uri(model);
    }

    private URI uri(String called) {
        boolean generates = configuration.getOperation() == SegmindOperation.generate;
        return URI.create(configuration.getBaseUrl() + "/v1/" + (generates ? called : "get-user-credits"));
    }

    /** Checks what the URI alone says, for the start of a route. */
    public void checkUri() {
        Model called = model(model);
        check(called, fromUri(called).values(), false);
    }

    /** Whether mapping will read a stream, which may block; everything else is only looked at. */
    public static boolean readsStream(Exchange exchange) {
        Message message = exchange.getMessage();
        return ImageInput.isPlainStream(message.getBody())
                || MessageBody.isStreamOfJson(message)
                || ImageInput.isPlainStream(message.getHeader(SegmindConstants.IMAGE))
                || ImageInput.isPlainStream(message.getHeader(SegmindConstants.MASK));
    }

    /**
     * The request that an exchange asks for.
     *
     * @throws SegmindValidationException if it must not be sent
     */
    public SegmindRequest map(Exchange exchange, String apiKey, Deadline deadline) {
        Model called = model(exchange.getMessage());
        try {
            boolean generates = configuration.getOperation() == SegmindOperation.generate;
            Map<String, Object> parameters = generates ? parameters(exchange, called) : Map.of();
            return new SegmindRequest(
                    called.name(),
                    generates ? "POST" : "GET",
                    called.name().equals(model) ? uri : uri(called.name()),
                    apiKey,
                    HttpHeaders.toSend(exchange, configuration.getHeaderFilterStrategy()),
                    generates ? payload(parameters) : null,
                    () -> confidential(apiKey, parameters, called),
                    new AnswerPolicy(maxResponseSize, configuration.getOutputType() != SegmindOutputType.bytes),
                    deadline,
                    1);
        } catch (ByteSpool.TooLarge e) {
            throw called.refusal("it is larger than maxRequestSize (" + configuration.getMaxRequestSize() + ")", e);
        } catch (IOException e) {
            throw called.refusal("a parameter's value cannot be written as JSON", e);
        }
    }

    private Model model(String name) {
        return new Model(name, catalog.find(name).orElse(null));
    }

    private Model model(Message message) {
        String replacement =
                configuration.isAllowModelHeader() ? message.getHeader(SegmindConstants.MODEL, String.class) : null;
        try {
            return model(replacement == null ? model : ModelName.check(replacement));
        } catch (IllegalArgumentException e) {
            throw model(model).refusal("the header " + SegmindConstants.MODEL + " does not name a model", e);
        }
    }

    /** All levels, the stronger over the weaker. */
    private Map<String, Object> parameters(Exchange exchange, Model called) throws IOException {
        Message message = exchange.getMessage();
        String imageParameter = configuration.getImageParameter() != null
                ? configuration.getImageParameter()
                : called.parameterFor("image");
        Map<String, Object> parameters = new LinkedHashMap<>(fromUri(called).values());
        parameters.putAll(MessageBody.read(message, called, imageParameter, maxRequestSize)
                .values());
        parameters.putAll(fromMapHeader(message, called).values());
        parameters.putAll(fromSingleHeaders(message, called).values());
        Map<String, Object> ready = new Pictures(exchange, called, maxRequestSize).ready(parameters);
        check(called, Pictures.without(ready), true);
        return ready;
    }

    private Parameters fromUri(Model called) {
        Parameters parameters = new Parameters(called);
        uriParameters.forEach((written, value) -> parameters.put(
                written.startsWith("parameter.") ? written.substring("parameter.".length()) : written,
                value instanceof ExactText exact ? exact.text() : called.isCatalogued() ? value : literals(value),
                "the URI's " + written));
        return parameters;
    }

    private static Object literals(Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().map(RequestMapper::literals).toList();
        }
        return value instanceof String text ? ModelSpec.literal(text) : value;
    }

    private static Parameters fromMapHeader(Message message, Model called) {
        Parameters parameters = new Parameters(called);
        Object header = message.getHeader(SegmindConstants.PARAMETERS);
        if (header instanceof Map<?, ?> map) {
            parameters.putAll(map, SegmindConstants.PARAMETERS);
        } else if (header != null) {
            throw called.refusal("the header " + SegmindConstants.PARAMETERS + " has to be a Map");
        }
        return parameters;
    }

    private static Parameters fromSingleHeaders(Message message, Model called) {
        Parameters parameters = new Parameters(called);
        message.getHeaders().forEach((name, value) -> {
            if (isParameter(name)) {
                parameters.put(name.substring(SegmindConstants.PARAMETER_PREFIX.length()), value, "the header " + name);
            }
        });
        NAMED_HEADERS.forEach((header, role) -> {
            Object value = message.getHeader(header);
            if (value != null) {
                parameters.put(called.parameterFor(role), value, "the header " + header);
            }
        });
        return parameters;
    }

    private static boolean isParameter(String header) {
        String prefix = SegmindConstants.PARAMETER_PREFIX;
        return header.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** The headers that a successful call uses up, so that the next call in the route does not inherit them. */
    static void removeUsedHeaders(Message message) {
        NAMED_HEADERS.keySet().forEach(message::removeHeader);
        message.removeHeader(SegmindConstants.PARAMETERS);
        message.getHeaders().keySet().removeIf(RequestMapper::isParameter);
    }

    private Payload payload(Map<String, Object> parameters) throws IOException {
        Payload payload = PayloadWriter.write(parameters, configuration.getImageEncoding());
        if (payload.length() > maxRequestSize) {
            throw new ByteSpool.TooLarge();
        }
        return payload;
    }

    private void check(Model called, Map<String, Object> parameters, boolean complete) {
        if (!called.isCatalogued() || configuration.getValidation() == SegmindValidation.off) {
            return;
        }
        List<Finding> found = called.spec().check(parameters, complete);
        if (found.isEmpty()) {
            return;
        }
        String findings = found.stream()
                .filter(finding -> !isMeant(finding))
                .map(finding -> finding.parameter() + " " + finding.message())
                .collect(Collectors.joining("; "));
        if (findings.isEmpty()) {
            return;
        }
        if (configuration.getValidation() == SegmindValidation.warn) {
            LOG.warn("Segmind call to {} contradicts the model's description: {}", called.name(), findings);
            return;
        }
        throw called.refusal(findings + ". If the model's description is out of date, send it anyway with"
                + " validation=warn or validation=off");
    }

    /** Whoever writes the prefix means a parameter, also one that the description does not know. */
    private boolean isMeant(Finding finding) {
        return finding.isUnknownName() && uriParameters.containsKey("parameter." + finding.parameter());
    }

    private static List<String> confidential(String apiKey, Map<String, Object> parameters, Model called) {
        List<String> texts = new ArrayList<>(List.of(apiKey));
        List<String> prompts = List.of(called.parameterFor("prompt"), called.parameterFor("negative_prompt"));
        parameters.forEach((name, value) -> {
            if (prompts.contains(name) || !called.isCatalogued()) {
                collect(value, prompts.contains(name) ? 1 : SHORTEST_PROMPT, texts);
            }
        });
        return texts;
    }

    private static void collect(Object value, int shortest, List<String> texts) {
        if (value instanceof String text && text.length() >= shortest) {
            texts.add(text);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(inner -> collect(inner, shortest, texts));
        } else if (value instanceof Collection<?> list) {
            list.forEach(inner -> collect(inner, shortest, texts));
        }
    }
}
