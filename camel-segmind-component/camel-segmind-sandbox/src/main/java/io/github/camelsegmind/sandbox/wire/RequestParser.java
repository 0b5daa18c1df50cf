// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads one request from portions of any size. The body grows with what arrives, not with what is announced. */
final class RequestParser {

    private static final int MAX_HEAD = 64 * 1024;
    private static final int FIRST_CAPACITY = 8 * 1024;

    private enum Part {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        DONE
    }

    private final long maxBody;
    private final Map<String, String> headers = new TreeMap<>();
    private final StringBuilder line = new StringBuilder();
    private Part part = Part.HEAD;
    private String requestLine;
    private int headLength;
    private byte[] body = {};
    private int bodyLength;
    private long missing;
    private boolean continueWanted;

    RequestParser(long maxBody) {
        this.maxBody = maxBody;
    }

    /** Takes what it needs; true when the request is whole. */
    boolean feed(ByteBuffer in) throws Unreadable {
        while (part != Part.DONE && in.hasRemaining()) {
            if (part == Part.BODY || part == Part.CHUNK) {
                append(in);
                if (missing == 0) {
                    part = part == Part.BODY ? Part.DONE : Part.CHUNK_END;
                }
            } else if (lineComplete(in.get())) {
                String text = line.toString();
                line.setLength(0);
                accept(text);
            }
        }
        return part == Part.DONE;
    }

    /** True once, when the client waits for permission to send its body. */
    boolean takeContinueWanted() {
        boolean wanted = continueWanted;
        continueWanted = false;
        return wanted;
    }

    boolean keepAlive() {
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return requestLine.endsWith("HTTP/1.1") ? !connection.contains("close") : connection.contains("keep-alive");
    }

    Request request() {
        String[] words = requestLine.split(" ");
        String path = words[1].replaceFirst("[?#].*", "");
        return new Request(
                words[0],
                path,
                Collections.unmodifiableMap(headers),
                bodyLength == body.length ? body : Arrays.copyOf(body, bodyLength));
    }

    private boolean lineComplete(byte next) throws Unreadable {
        if (++headLength > MAX_HEAD && part == Part.HEAD) {
            throw new Unreadable(431, "Request header fields too large");
        }
        if (next != '\n') {
            line.append((char) (next & 0xff));
            return false;
        }
        int last = line.length() - 1;
        if (last >= 0 && line.charAt(last) == '\r') {
            line.setLength(last);
        }
        return true;
    }

    private void accept(String text) throws Unreadable {
        switch (part) {
            case HEAD -> acceptHead(text);
            case CHUNK_SIZE -> beginChunk(text);
            case CHUNK_END -> part = Part.CHUNK_SIZE;
            case TRAILER -> part = text.isEmpty() ? Part.DONE : Part.TRAILER;
            default -> throw new IllegalStateException(part.name());
        }
    }

    private void acceptHead(String text) throws Unreadable {
        if (requestLine == null) {
            // A blank line before the request is allowed for.
            if (!text.isEmpty()) {
                if (!text.matches("[A-Za-z]+ \\S+ HTTP/1\\.[01]")) {
                    throw new Unreadable(400, "Not an HTTP/1.1 request");
                }
                requestLine = text;
            }
        } else if (text.isEmpty()) {
            beginBody();
        } else {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw new Unreadable(400, "Malformed header");
            }
            String name = text.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = new String(
                    text.substring(colon + 1).strip().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            headers.merge(name, value, (a, b) -> a + "," + b);
        }
    }

    private void beginBody() throws Unreadable {
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            part = Part.CHUNK_SIZE;
        } else {
            missing = number(headers.getOrDefault("content-length", "0"), 10);
            require(missing);
            part = missing == 0 ? Part.DONE : Part.BODY;
        }
        continueWanted = part != Part.DONE && "100-continue".equalsIgnoreCase(headers.get("expect"));
    }

    private void beginChunk(String text) throws Unreadable {
        missing = number(text.replaceFirst(";.*", "").strip(), 16);
        require(bodyLength + missing);
        part = missing == 0 ? Part.TRAILER : Part.CHUNK;
    }

    private void require(long length) throws Unreadable {
        if (length > maxBody) {
            throw new Unreadable(413, "Request body is larger than " + maxBody + " bytes");
        }
    }

    private static long number(String text, int radix) throws Unreadable {
        try {
            long value = Long.parseLong(text, radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal
        }
        throw new Unreadable(400, "Malformed length");
    }

    private void append(ByteBuffer in) {
        int count = (int) Math.min(in.remaining(), missing);
        if (bodyLength + count > body.length) {
            long wanted = Math.max(FIRST_CAPACITY, Math.max(bodyLength + count, body.length * 2L));
            body = Arrays.copyOf(body, (int) Math.min(wanted, bodyLength + missing));
        }
        in.get(body, bodyLength, count);
        bodyLength += count;
        missing -= count;
    }
}
