// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The picture of the page: two sets of bars, in colours that can be told apart on light and on dark. */
final class Plot {

    private static final String STYLE = """
            <style>
              text { font: 13px system-ui, sans-serif; fill: #24292f }
              .title { font-weight: 600; font-size: 15px }
              .ours { fill: #2f7d32 } .other { fill: #8a94a3 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 } .ours { fill: #5cb860 } .other { fill: #6e7a8a }
              }
            </style>
            """;
    private static final int LEFT = 230;
    private static final int WIDTH = 400;
    private static final int LINE = 22;

    private final StringBuilder svg = new StringBuilder();
    private int y = 10;

    private Plot() {}

    private record Bar(String name, double value) {}

    static String of(Map<String, Result> results) {
        Plot plot = new Plot();
        if (results.containsKey("overhead")) {
            plot.overhead(results.get("overhead").plot());
        }
        if (results.containsKey("folder")) {
            plot.group(
                    "Seconds for a folder of 200 pictures, 2 s each",
                    bars(results.get("folder").plot(), ""),
                    " s");
        }
        int width = LEFT + WIDTH + 90;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + (plot.y + 10) + "\" width=\""
                + width + "\" role=\"img\" aria-label=\"Calls a second and time for a folder, next to camel-http\">\n"
                + STYLE + plot.svg + "</svg>\n";
    }

    private void overhead(Map<String, Double> plot) {
        for (String level : List.of("1", "8", "64")) {
            group(
                    "Calls a second with " + level + " at once, as a multiple of camel-http",
                    bars(plot, level + "|"),
                    " ×");
        }
    }

    private static List<Bar> bars(Map<String, Double> plot, String prefix) {
        List<Bar> bars = new ArrayList<>();
        plot.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                bars.add(new Bar(name.substring(prefix.length()), value));
            }
        });
        return bars;
    }

    private void group(String title, List<Bar> bars, String unit) {
        y += 20;
        text(" class=\"title\"", 10, y, "start", title);
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        for (Bar bar : bars) {
            y += LINE;
            double length = Math.max(1, bar.value() / most * WIDTH);
            text("", LEFT - 8, y, "end", bar.name());
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"14\" rx=\"2\"/>%n",
                    bar.name().startsWith(Peers.OURS) ? "ours" : "other",
                    LEFT,
                    y - 12,
                    length));
            text("", LEFT + (int) length + 6, y, "start", Text.number(bar.value()) + unit);
        }
        y += 14;
    }

    private void text(String style, int x, int line, String anchor, String text) {
        svg.append(String.format(
                "<text%s x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", style, x, line, anchor, text));
    }
}
