// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelsegmind.SegmindConfiguration;
import io.github.camelsegmind.SegmindConstants;
import io.github.camelsegmind.SegmindException.Failure;
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
import java.io.InputStream;
import java.io.Reader;
import java.net.URI;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a request of an exchange: URI parameters, the body by role, and headers, weakest to strongest. Everything that
 * can be known to be wrong is refused here, before it costs money. Safe for use by several threads.
 */
public final class RequestMapper {

    private static final Logger LOG = LoggerFactory.getLogger(RequestMapper.class);
    private static final ObjectMapper JSON = new ObjectMapper();

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
    }

    /** Checks what the URI alone says, for the start of a route. */
    public void checkUri() {
        ModelSpec spec = catalog.find(model).orElse(null);
        check(model, spec, fromUri(model, spec).values(), false);
    }

    /** Whether mapping will read a stream, which may block; everything else is only looked at. */
    public static boolean readsStream(Exchange exchange) {
        Message message = exchange.getMessage();
        return ImageInput.isPlainStream(message.getBody())
                || message.getBody() instanceof InputStream && isJson(message)
                || ImageInput.isPlainStream(message.getHeader(SegmindConstants.IMAGE))
                || ImageInput.isPlainStream(message.getHeader(SegmindConstants.MASK));
    }

    /**
     * The request that an exchange asks for.
     *
     * @throws SegmindValidationException if it must not be sent
     */
    public SegmindRequest map(Exchange exchange, String apiKey, Deadline deadline) {
        String called = model(exchange.getMessage());
        boolean generates = configuration.getOperation() == SegmindOperation.generate;
        ModelSpec spec = catalog.find(called).orElse(null);
        Map<String, Object> parameters = generates ? parameters(exchange, called, spec) : Map.of();
        return new SegmindRequest(
                called,
                generates ? "POST" : "GET",
                URI.create(configuration.getBaseUrl() + (generates ? "/v1/" + called : "/v1/get-user-credits")),
                apiKey,
                HttpHeaders.toSend(exchange, configuration.getHeaderFilterStrategy()),
                generates ? payload(called, parameters) : null,
                confidential(apiKey, parameters, spec),
                new AnswerPolicy(maxResponseSize, configuration.getOutputType() != SegmindOutputType.bytes),
                deadline,
                1);
    }

    private String model(Message message) {
        String replacement =
                configuration.isAllowModelHeader() ? message.getHeader(SegmindConstants.MODEL, String.class) : null;
        try {
            return replacement == null ? model : ModelName.check(replacement);
        } catch (IllegalArgumentException e) {
            throw refusal(model, "the header " + SegmindConstants.MODEL + " does not name a model");
        }
    }

    // ---- levels, weakest first

    private Map<String, Object> parameters(Exchange exchange, String called, ModelSpec spec) {
        Map<String, Object> parameters =
                new LinkedHashMap<>(fromUri(called, spec).values());
        parameters.putAll(fromBody(exchange, called, spec).values());
        Message message = exchange.getMessage();
        Map<?, ?> header = message.getHeader(SegmindConstants.PARAMETERS, Map.class);
        if (header == null && message.getHeader(SegmindConstants.PARAMETERS) != null) {
            throw refusal(called, "the header " + SegmindConstants.PARAMETERS + " has to be a Map");
        }
        Parameters map = new Parameters(called, spec);
        map.putAll(header == null ? Map.of() : header, SegmindConstants.PARAMETERS);
        parameters.putAll(map.values());
        parameters.putAll(fromHeaders(message, called, spec).values());
        Map<String, Object> sendable = new LinkedHashMap<>();
        parameters.forEach((name, value) ->
                sendable.put(name, sendable(name, value, exchange, called, cache -> replay(message, value, cache))));
        check(called, spec, withoutPictures(sendable), true);
        return sendable;
    }

    private Parameters fromUri(String called, ModelSpec spec) {
        Parameters parameters = new Parameters(called, spec);
        uriParameters.forEach((written, value) -> parameters.put(
                written.startsWith("parameter.") ? written.substring("parameter.".length()) : written,
                spec == null ? literals(value) : value,
                "the URI's " + written));
        return parameters;
    }

    private static Object literals(Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().map(RequestMapper::literals).toList();
        }
        return value instanceof String text ? ModelSpec.literal(text) : value;
    }

    private Parameters fromBody(Exchange exchange, String called, ModelSpec spec) {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        Parameters parameters = new Parameters(called, spec);
        if (body instanceof Map<?, ?> map) {
            parameters.putAll(map, "the body");
        } else if (isEmptyText(body)) {
            return parameters;
        } else if (isJson(message)) {
            parameters.putAll(json(exchange, called), "the body");
        } else if (ImageInput.isBinary(body) || isListOfPictures(body)) {
            refuseText(message, called);
            parameters.put(imageParameter(spec), body, "the body");
        } else if (body instanceof String || body instanceof Reader) {
            parameters.put(role(spec, "prompt"), message.getBody(String.class), "the body");
        } else {
            throw refusal(
                    called,
                    "a body of type " + body.getClass().getName()
                            + " is neither picture, prompt nor parameters. Convert" + " it to byte[], String or Map");
        }
        return parameters;
    }

    private static Parameters fromHeaders(Message message, String called, ModelSpec spec) {
        Parameters parameters = new Parameters(called, spec);
        String prefix = SegmindConstants.PARAMETER_PREFIX;
        message.getHeaders().forEach((name, value) -> {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                parameters.put(name.substring(prefix.length()), value, "the header " + name);
            }
        });
        NAMED_HEADERS.forEach((header, role) -> {
            Object value = message.getHeader(header);
            if (value != null) {
                parameters.put(role(spec, role), value, "the header " + header);
            }
        });
        return parameters;
    }

    /** The headers that a successful call uses up, so that the next call in the route does not inherit them. */
    static void removeUsedHeaders(Message message) {
        NAMED_HEADERS.keySet().forEach(message::removeHeader);
        message.removeHeader(SegmindConstants.PARAMETERS);
        message.removeHeaders(SegmindConstants.PARAMETER_PREFIX + "*");
    }

    // ---- what a body means

    private static boolean isEmptyText(Object body) {
        return body == null || body instanceof String text && text.isBlank();
    }

    private static boolean isJson(Message message) {
        return MediaTypes.isJson(message.getHeader(SegmindConstants.CONTENT_TYPE, String.class));
    }

    private static boolean isListOfPictures(Object body) {
        return body instanceof Collection<?> list
                && !list.isEmpty()
                && list.stream().allMatch(ImageInput::isBinary);
    }

    /** Tells text from a picture by what is declared and by the file's name, never by looking into the bytes. */
    private static void refuseText(Message message, String called) {
        String declared = message.getHeader(SegmindConstants.CONTENT_TYPE, String.class);
        String byName = message.getBody() instanceof WrappedFile<?> && message.getHeader(Exchange.FILE_NAME) != null
                ? URLConnection.guessContentTypeFromName(message.getHeader(Exchange.FILE_NAME, String.class))
                : null;
        if (MediaTypes.isText(declared) || MediaTypes.isText(byName)) {
            throw refusal(
                    called,
                    "the body is binary, which stands for a picture, but is declared as text. Convert it to String to"
                            + " send it as the prompt, or correct its Content-Type or file name");
        }
    }

    private Map<?, ?> json(Exchange exchange, String called) {
        Message message = exchange.getMessage();
        try (InputStream in = message.getBody(InputStream.class)) {
            ByteSpool limited = new ByteSpool(-1, maxRequestSize, false);
            byte[] some = new byte[16 * 1024];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                limited.add(ByteBuffer.wrap(some, 0, read));
            }
            byte[] bytes = limited.finish().bytes();
            replay(message, message.getBody(), bytes);
            return JSON.readValue(bytes, Map.class);
        } catch (ByteSpool.TooLarge e) {
            throw tooLarge(called);
        } catch (IOException | RuntimeException e) {
            throw refusal(called, "the body is declared as JSON, but is not a JSON object that can be read");
        }
    }

    /** A stream that was read is put back as something that can be read again, for whoever repeats the call. */
    private static void replay(Message message, Object read, Object again) {
        if (message.getBody() == read) {
            message.setBody(again);
        } else {
            message.getHeaders().entrySet().stream()
                    .filter(header -> header.getValue() == read)
                    .forEach(header -> header.setValue(again));
        }
    }

    private String imageParameter(ModelSpec spec) {
        return configuration.getImageParameter() != null ? configuration.getImageParameter() : role(spec, "image");
    }

    private static String role(ModelSpec spec, String role) {
        return spec == null ? role : spec.withRole(role).orElse(role);
    }

    // ---- values

    private Object sendable(String name, Object value, Exchange exchange, String called, Consumer<Object> replay) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sendable = new LinkedHashMap<>();
            map.forEach((key, inner) ->
                    sendable.put(String.valueOf(key), sendable(name, inner, exchange, called, ignored -> {})));
            return sendable;
        }
        if (value instanceof Collection<?> list) {
            List<Object> sendable = new ArrayList<>();
            list.forEach(inner -> sendable.add(sendable(name, inner, exchange, called, ignored -> {})));
            return sendable;
        }
        if (!ImageInput.isBinary(value)) {
            return value;
        }
        try {
            // The cap is on what is sent, and base64 makes four bytes of three.
            Payload.Source picture = ImageInput.from(value, exchange, maxRequestSize / 4 * 3, replay)
                    .orElseThrow(() -> refusal(called, "the picture for " + name + " has no content"));
            if (picture.length() == 0) {
                throw refusal(called, "the picture for " + name + " is empty (0 bytes)");
            }
            return picture;
        } catch (ByteSpool.TooLarge e) {
            throw tooLarge(called);
        } catch (IOException e) {
            throw new SegmindValidationException(
                    refused(called) + "the picture for " + name + " cannot be read ("
                            + e.getClass().getSimpleName() + ").",
                    Failure.beforeSending(called),
                    e);
        }
    }

    private static Map<String, Object> withoutPictures(Map<String, Object> parameters) {
        Map<String, Object> text = new LinkedHashMap<>();
        parameters.forEach((name, value) -> text.put(name, withoutPicture(value)));
        return text;
    }

    private static Object withoutPicture(Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(RequestMapper::withoutPicture).toList();
        }
        return value instanceof Payload.Source ? "picture" : value;
    }

    private Payload payload(String called, Map<String, Object> parameters) {
        try {
            Payload payload = PayloadWriter.write(parameters, configuration.getImageEncoding());
            if (payload.length() > maxRequestSize) {
                throw tooLarge(called);
            }
            return payload;
        } catch (IOException e) {
            throw new SegmindValidationException(
                    refused(called) + "a parameter's value cannot be written as JSON.",
                    Failure.beforeSending(called),
                    e);
        }
    }

    private static List<String> confidential(String apiKey, Map<String, Object> parameters, ModelSpec spec) {
        List<String> texts = new ArrayList<>(List.of(apiKey));
        List<String> prompts = List.of(role(spec, "prompt"), role(spec, "negative_prompt"));
        parameters.forEach((name, value) -> {
            if (spec == null || prompts.contains(name)) {
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

    // ---- refusals

    private void check(String called, ModelSpec spec, Map<String, Object> parameters, boolean complete) {
        if (spec == null || configuration.getValidation() == SegmindValidation.off) {
            return;
        }
        List<Finding> findings = spec.check(parameters, complete);
        if (findings.isEmpty()) {
            return;
        }
        String all = findings.stream()
                .map(finding -> finding.parameter() + " " + finding.message())
                .collect(Collectors.joining("; "));
        if (configuration.getValidation() == SegmindValidation.warn) {
            LOG.warn("Segmind call to {} contradicts the model's description: {}", called, all);
            return;
        }
        throw refusal(
                called,
                all + ". If the model's description is out of date, send it anyway with validation=warn or"
                        + " validation=off");
    }

    private SegmindValidationException tooLarge(String called) {
        return refusal(called, "it is larger than maxRequestSize (" + configuration.getMaxRequestSize() + ")");
    }

    private static SegmindValidationException refusal(String called, String why) {
        return new SegmindValidationException(refused(called) + why + ".", Failure.beforeSending(called), null);
    }

    private static String refused(String called) {
        return "Segmind call to " + called + " was refused before it was sent: ";
    }
}
