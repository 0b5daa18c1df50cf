// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import io.github.camelsegmind.SegmindConfiguration;
import io.github.camelsegmind.SegmindConstants;
import io.github.camelsegmind.SegmindContentException;
import io.github.camelsegmind.SegmindException.Failure;
import io.github.camelsegmind.SegmindOperation;
import io.github.camelsegmind.transport.Confidential;
import io.github.camelsegmind.transport.Money;
import io.github.camelsegmind.transport.SegmindRequest;
import io.github.camelsegmind.transport.SegmindResponse;
import io.github.camelsegmind.transport.SpooledBytes;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Puts an answer on the exchange. What it is is decided by its Content-Type; an answer that claims success without
 * content is a failure, and then the exchange keeps what it had. Safe for use by several threads.
 */
public final class ResponseMapper {

    private final SegmindConfiguration configuration;

    public ResponseMapper(SegmindConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Sets body and headers of the exchange's message, and removes the headers that the request used up.
     *
     * @param response closed by the caller
     * @throws SegmindContentException if the answer is unusable
     */
    public void map(SegmindRequest request, SegmindResponse response, Exchange exchange) {
        String contentType = response.header("content-type").orElse("");
        try {
            if (response.body().size() == 0) {
                throw new JsonAnswer.Unusable("it is empty");
            }
            if (MediaTypes.isHtml(contentType)) {
                throw new JsonAnswer.Unusable("it is an HTML page, as a proxy or a login would send");
            }
            Message message = exchange.getMessage();
            if (MediaTypes.isJson(contentType)) {
                JsonAnswer json = JsonAnswer.read(response.body());
                List<Artefact> artefacts = json.artefacts();
                if (artefacts.isEmpty()) {
                    setOther(message, json.value(), contentType);
                } else {
                    setArtefacts(exchange, artefacts, artefacts.get(0).mediaType());
                }
            } else {
                setArtefacts(exchange, List.of(new Artefact(response.body(), contentType)), contentType);
            }
            setHeaders(exchange, request, response);
        } catch (JsonAnswer.Unusable e) {
            throw unusable(request, response, e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw unusable(request, response, "there is no memory for it; use outputType=stream", e);
        } catch (IOException e) {
            throw unusable(
                    request, response, "it could not be stored (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private void setArtefacts(Exchange exchange, List<Artefact> artefacts, String contentType)
            throws IOException, JsonAnswer.Unusable {
        for (Artefact artefact : artefacts) {
            if (CutOff.lacksItsEnd(artefact.bytes())) {
                throw new JsonAnswer.Unusable(
                        "the picture is cut off after " + artefact.bytes().size() + " bytes");
            }
        }
        List<Object> bodies = new ArrayList<>();
        String firstExtension = null;
        for (Artefact artefact : artefacts) {
            String extension = extension(artefact);
            firstExtension = firstExtension == null ? extension : firstExtension;
            bodies.add(body(artefact.bytes(), extension, exchange));
        }
        Message message = exchange.getMessage();
        message.setBody(bodies.size() == 1 ? bodies.get(0) : bodies);
        setOrRemove(
                message, SegmindConstants.CONTENT_TYPE, Optional.of(contentType).filter(type -> !type.isEmpty()));
        message.setHeader(SegmindConstants.RESULT_COUNT, artefacts.size());
        message.setHeader(SegmindConstants.FILE_EXTENSION, firstExtension);
        if (artefacts.size() == 1 && bodies.get(0) instanceof File file) {
            // The file producer renames a file that this header names, instead of copying it.
            message.setHeader(Exchange.FILE_LOCAL_WORK_PATH, file.getPath());
        }
    }

    private Object body(SpooledBytes bytes, String extension, Exchange exchange) throws IOException {
        return switch (configuration.getOutputType()) {
            case bytes -> bytes.bytes();
            case stream -> Spools.toStreamCache(bytes, exchange);
            case file -> Spools.toFile(bytes, extension, exchange);
        };
    }

    private static String extension(Artefact artefact) throws IOException {
        String declared = MediaTypes.extension(artefact.mediaType());
        if (!declared.equals("bin")) {
            return declared;
        }
        try (InputStream in = artefact.bytes().open()) {
            return MediaTypes.sniff(MediaTypes.head(in))
                    .map(MediaTypes::extension)
                    .orElse("bin");
        }
    }

    private static void setOther(Message message, Object value, String contentType) {
        message.setBody(value);
        message.setHeader(SegmindConstants.CONTENT_TYPE, contentType);
        message.removeHeader(SegmindConstants.RESULT_COUNT);
        message.removeHeader(SegmindConstants.FILE_EXTENSION);
    }

    private void setHeaders(Exchange exchange, SegmindRequest request, SegmindResponse response) {
        Message message = exchange.getMessage();
        RequestMapper.removeUsedHeaders(message);
        // It belongs to the body that has just been replaced, or to the one that has just been set.
        if (!(message.getBody() instanceof File)) {
            message.removeHeader(Exchange.FILE_LOCAL_WORK_PATH);
        }
        HttpHeaders.received(response.headers(), exchange, configuration.getHeaderFilterStrategy());
        message.setHeader(SegmindConstants.MODEL, request.model());
        message.setHeader(SegmindConstants.HTTP_RESPONSE_CODE, response.status());
        setOrRemove(message, SegmindConstants.REMAINING_CREDITS, remainingCredits(message, response));
        setOrRemove(message, SegmindConstants.COST, Money.of(response.header("x-cost")));
        setOrRemove(message, SegmindConstants.REQUEST_ID, response.header("x-request-id"));
        setOrRemove(message, SegmindConstants.GENERATION_TIME, seconds(response.header("x-generation-time")));
        setOrRemove(message, SegmindConstants.SEED_USED, number(response.header("x-seed-value")));
    }

    private Optional<BigDecimal> remainingCredits(Message message, SegmindResponse response) {
        Optional<BigDecimal> header = Money.of(response.header("x-remaining-credits"));
        if (configuration.getOperation() == SegmindOperation.credits && message.getBody() instanceof Map<?, ?> answer) {
            return Money.of(Optional.ofNullable(answer.get("credits")).map(String::valueOf))
                    .or(() -> header);
        }
        return header;
    }

    private static Optional<Duration> seconds(Optional<String> text) {
        return Money.of(text)
                .map(seconds -> Duration.ofNanos(seconds.movePointRight(9).longValue()));
    }

    private static Optional<Long> number(Optional<String> text) {
        return Money.of(text).map(BigDecimal::longValue);
    }

    /** An earlier call's header must not stay where this one has nothing to say. */
    private static void setOrRemove(Message message, String name, Optional<?> value) {
        if (value.isPresent()) {
            message.setHeader(name, value.get());
        } else {
            message.removeHeader(name);
        }
    }

    private static SegmindContentException unusable(
            SegmindRequest request, SegmindResponse response, String why, Throwable cause) {
        String requestId = response.header("x-request-id").orElse(null);
        String message = "Segmind call to " + request.model() + " succeeded with " + response.status()
                + ", but its answer is unusable: "
                + Confidential.mask(why, request.confidential().get())
                + ". It was charged; look for the result in the console"
                + (requestId == null ? "" : " (request " + requestId + ")") + ".";
        return new SegmindContentException(
                message,
                new Failure(request.model(), response.status(), requestId, null, response.attempts()),
                cause instanceof JsonAnswer.Unusable ? null : cause);
    }
}
