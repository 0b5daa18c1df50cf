// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.Locale;
import java.util.stream.Collectors;

/** Figures as they are shown. */
final class Text {

    private Text() {}

    /** Three digits that matter. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (value == Math.rint(value) || Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }

    static String mb(double bytes) {
        return bytes == 0 ? "-" : number(bytes / 1024 / 1024);
    }

    static String kb(double bytes) {
        return bytes == 0 ? "-" : number(bytes / 1024);
    }

    /** How the calls ended. */
    static String outcome(Measure measure) {
        if (measure.allSucceeded() && measure.failed() == 0) {
            return "all " + measure.calls();
        }
        String failures = measure.failures().entrySet().stream()
                .map(failure -> failure.getValue() + " " + failure.getKey())
                .collect(Collectors.joining(", "));
        String unfinished = measure.unfinished() > 0 ? measure.unfinished() + " never ended" : "";
        return measure.succeeded() + "; " + failures + (failures.isEmpty() || unfinished.isEmpty() ? "" : ", ")
                + unfinished;
    }
}
