// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Media types, their file extensions, and what the bytes themselves say; the only place that knows. */
final class MediaTypes {

    static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> EXTENSIONS = new LinkedHashMap<>();

    static {
        EXTENSIONS.put("image/jpeg", "jpg");
        EXTENSIONS.put("image/jpg", "jpg");
        EXTENSIONS.put("image/png", "png");
        EXTENSIONS.put("image/webp", "webp");
        EXTENSIONS.put("image/gif", "gif");
        EXTENSIONS.put("image/avif", "avif");
        EXTENSIONS.put("image/bmp", "bmp");
        EXTENSIONS.put("image/tiff", "tiff");
        EXTENSIONS.put("image/svg+xml", "svg");
        EXTENSIONS.put("video/mp4", "mp4");
        EXTENSIONS.put("video/webm", "webm");
        EXTENSIONS.put("video/quicktime", "mov");
        EXTENSIONS.put("audio/mpeg", "mp3");
        EXTENSIONS.put("audio/mp3", "mp3");
        EXTENSIONS.put("audio/wav", "wav");
        EXTENSIONS.put("audio/x-wav", "wav");
        EXTENSIONS.put("audio/ogg", "ogg");
        EXTENSIONS.put("audio/flac", "flac");
        EXTENSIONS.put("text/plain", "txt");
    }

    private MediaTypes() {}

    /** The type of a Content-Type value, in lower case and without parameters. */
    static String of(String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    static boolean isJson(String contentType) {
        String type = of(contentType);
        return type.equals("application/json") || type.endsWith("+json");
    }

    static boolean isHtml(String contentType) {
        String type = of(contentType);
        return type.equals("text/html") || type.equals("application/xhtml+xml");
    }

    static boolean isText(String contentType) {
        return of(contentType).startsWith("text/");
    }

    /** The file extension for a type, {@code bin} when there is none known. */
    static String extension(String contentType) {
        return EXTENSIONS.getOrDefault(of(contentType), "bin");
    }

    /** The type that the first bytes announce. */
    static Optional<String> sniff(byte[] head) {
        if (startsWith(head, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        } else if (startsWith(head, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        } else if (startsWith(head, 0, "RIFF") && startsWith(head, 8, "WEBP")) {
            return Optional.of("image/webp");
        } else if (startsWith(head, 0, "RIFF") && startsWith(head, 8, "WAVE")) {
            return Optional.of("audio/wav");
        } else if (startsWith(head, 0, "GIF8")) {
            return Optional.of("image/gif");
        } else if (startsWith(head, 4, "ftypavif")) {
            return Optional.of("image/avif");
        } else if (startsWith(head, 4, "ftyp")) {
            return Optional.of("video/mp4");
        } else if (startsWith(head, 0, "\u001aE\u00df\u00a3")) {
            return Optional.of("video/webm");
        } else if (startsWith(head, 0, "ID3") || startsWith(head, 0, "\u00ff\u00fb")) {
            return Optional.of("audio/mpeg");
        } else if (startsWith(head, 0, "OggS")) {
            return Optional.of("audio/ogg");
        } else if (startsWith(head, 0, "fLaC")) {
            return Optional.of("audio/flac");
        } else {
            return Optional.empty();
        }
    }

    /** The first bytes of a stream, enough to tell its type. */
    static byte[] head(InputStream in) throws IOException {
        return in.readNBytes(16);
    }

    private static boolean startsWith(byte[] bytes, int from, String magic) {
        if (bytes.length < from + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((bytes[from + i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
