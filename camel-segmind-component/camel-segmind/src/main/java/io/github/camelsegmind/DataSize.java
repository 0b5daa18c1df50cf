// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes such as 64MB; a kilobyte has 1024 bytes. */
final class DataSize {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(B|KB|MB|GB)?");

    private DataSize() {}

    static long parse(String option, String text) {
        Matcher form = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException(option + " has to be a number of bytes, or a size such as 64MB");
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2) == null ? "B" : form.group(2)) {
            case "KB" -> number << 10;
            case "MB" -> number << 20;
            case "GB" -> number << 30;
            default -> number;
        };
    }
}
