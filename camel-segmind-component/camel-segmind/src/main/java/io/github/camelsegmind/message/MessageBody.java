// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelsegmind.SegmindConstants;
import io.github.camelsegmind.transport.ByteSpool;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;

/** What a body stands for: by its type and the declared media type, never by looking into the bytes. */
final class MessageBody {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private MessageBody() {}

    /** Whether a stream has to be read to know the parameters, which may block. */
    static boolean isStreamOfJson(Message message) {
        return message.getBody() instanceof InputStream && isJson(message);
    }

    /**
     * The parameters that a body gives.
     *
     * @param imageParameter what a picture fills
     * @param limit the most bytes of JSON to read
     */
    static Parameters read(Message message, Model model, String imageParameter, long limit) throws IOException {
        Object body = message.getBody();
        Parameters parameters = new Parameters(model);
        if (body instanceof Map<?, ?> map) {
            parameters.putAll(map, "the body");
        } else if (body == null || body instanceof String text && text.isBlank()) {
            return parameters;
        } else if (isJson(message)) {
            parameters.putAll(json(message, model, limit), "the body");
        } else if (ImageInput.isBinary(body) || isListOfPictures(body)) {
            refuseText(message, model);
            parameters.put(imageParameter, body, "the body");
        } else if (body instanceof String || body instanceof Reader) {
            parameters.put(model.parameterFor("prompt"), message.getBody(String.class), "the body");
        } else {
            throw model.refusal("a body of type " + body.getClass().getName()
                    + " is neither picture, prompt nor parameters. Convert it to byte[], String or Map");
        }
        return parameters;
    }

    private static boolean isJson(Message message) {
        return MediaTypes.isJson(message.getHeader(SegmindConstants.CONTENT_TYPE, String.class));
    }

    private static boolean isListOfPictures(Object body) {
        return body instanceof Collection<?> list
                && !list.isEmpty()
                && list.stream().allMatch(ImageInput::isBinary);
    }

    private static void refuseText(Message message, Model model) {
        String declared = message.getHeader(SegmindConstants.CONTENT_TYPE, String.class);
        String name = fileName(message);
        String byName = name == null ? null : URLConnection.guessContentTypeFromName(name);
        if (MediaTypes.isText(declared) || MediaTypes.isText(byName)) {
            throw model.refusal("the body is binary, which stands for a picture, but is declared as text. Convert it to"
                    + " String to send it as the prompt, or correct its Content-Type or file name");
        }
    }

    private static String fileName(Message message) {
        Object body = message.getBody();
        if (body instanceof WrappedFile<?>) {
            return message.getHeader(Exchange.FILE_NAME, String.class);
        }
        return body instanceof File || body instanceof Path ? body.toString() : null;
    }

    private static Map<?, ?> json(Message message, Model model, long limit) throws IOException {
        Object body = message.getBody();
        try (InputStream in = message.getMandatoryBody(InputStream.class)) {
            byte[] bytes = ByteSpool.read(in, limit, false).bytes();
            if (body instanceof InputStream) {
                // It can be read once only, and a repeat of the call has to find it again.
                message.setBody(bytes);
            }
            return Objects.requireNonNull(JSON.readValue(bytes, Map.class), "null");
        } catch (ByteSpool.TooLarge e) {
            throw e;
        } catch (Exception e) {
            throw model.refusal("the body is declared as JSON, but is not a JSON object that can be read", e);
        }
    }
}
