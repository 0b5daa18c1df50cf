// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import io.github.camelsegmind.SegmindConstants;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

/** Names the object that a picture becomes, and says of it what is known: content type, model, cost, seed, request. */
public final class S3Object {

    /** Sets the headers that the S3 producer reads from those that the component has set. */
    public void describe(Message message) {
        message.setHeader(
                AWS2S3Constants.KEY,
                key(
                        message.getHeader(Exchange.FILE_NAME_ONLY, String.class),
                        message.getHeader(SegmindConstants.FILE_EXTENSION, String.class)));
        message.setHeader(AWS2S3Constants.CONTENT_TYPE, message.getHeader(Exchange.CONTENT_TYPE));
        message.setHeader(
                AWS2S3Constants.METADATA,
                Stream.of(
                                entry(message, "model", SegmindConstants.MODEL),
                                entry(message, "cost", SegmindConstants.COST),
                                entry(message, "seed", SegmindConstants.SEED_USED),
                                entry(message, "request-id", SegmindConstants.REQUEST_ID))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * The source's name, with the picture's extension unless it has that already: {@code a.jpg} and {@code a.png} must
     * not become one object. What S3 advises against in a key is replaced, letters of every language are kept.
     */
    static String key(String fileName, String extension) {
        String name = fileName.replaceAll("[^\\p{L}\\p{M}\\p{N}._() -]", "_");
        String ending = "." + Objects.requireNonNullElse(extension, "bin");
        return name.toLowerCase(Locale.ROOT).endsWith(ending) ? name : name + ending;
    }

    /** Metadata are HTTP headers: only ASCII survives, with some servers not even the signature does otherwise. */
    private static Map.Entry<String, String> entry(Message message, String name, String header) {
        String value = message.getHeader(header, String.class);
        return value == null ? null : Map.entry(name, value.replaceAll("[^\\x20-\\x7e]", "?"));
    }
}
