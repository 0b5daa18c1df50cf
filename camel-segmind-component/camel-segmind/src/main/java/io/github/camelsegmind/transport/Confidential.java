// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.util.List;
import java.util.regex.Pattern;

/** Keeps the key, the prompts and pictures out of what the service's words are quoted in. */
public final class Confidential {

    private static final String MASK = "***";

    /** Segmind's keys begin so; a long run of base64 is (part of) a picture. */
    private static final Pattern KEY_OR_PICTURE = Pattern.compile("SG_\\w+|[A-Za-z0-9+/=_-]{60,}");

    /** A service may quote only the beginning of a prompt; shorter ones would hide ordinary words. */
    private static final int SHORTEST_BEGINNING = 12;

    private Confidential() {}

    /** The text with every confidential one, or its beginning, replaced. */
    public static String mask(String text, List<String> confidential) {
        String masked = text;
        for (String secret : confidential) {
            masked = maskBeginnings(masked, secret);
        }
        return KEY_OR_PICTURE.matcher(masked).replaceAll(MASK);
    }

    /** Hides each place that repeats the secret, or at least its beginning. */
    private static String maskBeginnings(String text, String secret) {
        if (secret.isBlank()) {
            return text;
        }
        String beginning = secret.substring(0, Math.min(secret.length(), SHORTEST_BEGINNING));
        StringBuilder masked = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, from)) {
            int end = at;
            while (end < text.length() && end - at < secret.length() && text.charAt(end) == secret.charAt(end - at)) {
                end++;
            }
            masked.append(text, from, at).append(MASK);
            from = end;
        }
        return masked.append(text.substring(from)).toString();
    }
}
