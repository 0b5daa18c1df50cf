// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.camelsegmind.SegmindImageEncoding;
import io.github.camelsegmind.transport.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes parameters as JSON, leaving a gap for each picture that is filled while the payload is sent. */
final class PayloadWriter {

    private static final ObjectMapper JSON = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

    private final SegmindImageEncoding encoding;
    private final List<Payload.Piece> pieces = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    private PayloadWriter(SegmindImageEncoding encoding) {
        this.encoding = encoding;
    }

    static Payload write(Map<String, Object> parameters, SegmindImageEncoding encoding) throws IOException {
        PayloadWriter writer = new PayloadWriter(encoding);
        try (JsonGenerator json = JSON.createGenerator(writer.text)) {
            writer.write(json, parameters);
        }
        writer.cut();
        return new Payload(writer.pieces);
    }

    private void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Payload.Source picture) {
            writePicture(json, picture);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else {
            json.writePOJO(value);
        }
    }

    private void writePicture(JsonGenerator json, Payload.Source picture) throws IOException {
        json.writeRawValue("\"" + prefix(picture));
        json.flush();
        cut();
        pieces.add(new Payload.Encoded(picture));
        json.writeRaw('"');
    }

    private String prefix(Payload.Source picture) throws IOException {
        if (encoding == SegmindImageEncoding.base64) {
            return "";
        }
        try (InputStream in = picture.open()) {
            return "data:" + MediaTypes.sniff(MediaTypes.head(in)).orElse(MediaTypes.UNKNOWN) + ";base64,";
        }
    }

    private void cut() {
        pieces.add(new Payload.Text(text.toByteArray()));
        text.reset();
    }
}
