// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

import java.util.ArrayList;
import java.util.List;

/** The bar at the bottom that says what the picture is not. */
final class Caption {

    static final String NOTICE = "SEGMIND SANDBOX - not a model output";

    private static final float[] BAR = {0.04f, 0.045f, 0.06f};
    private static final float[] BRIGHT = {0.97f, 0.97f, 0.95f};
    private static final float[] DIM = {0.66f, 0.68f, 0.71f};

    private Caption() {}

    static void write(Frame frame, String model, long seed) {
        int scale = Math.max(1, Math.min(frame.width, frame.height) / 360);
        int margin = 4 * scale;
        int room = frame.width - 2 * margin;
        String details = model + "  seed " + seed;
        boolean oneLine = Glyphs.width(NOTICE + "    " + details, scale) <= room;
        List<String> lines = oneLine ? List.of(NOTICE) : wrapped(NOTICE, details, room, scale);
        int step = (Glyphs.HEIGHT + 4) * scale;
        int top = frame.height - lines.size() * step - margin;
        bar(frame, top);
        for (int n = 0; n < lines.size(); n++) {
            boolean notice = NOTICE.contains(lines.get(n));
            Glyphs.write(frame, lines.get(n), margin, top + margin + n * step, scale, notice ? BRIGHT : DIM);
        }
        if (oneLine) {
            int right = frame.width - margin - Glyphs.width(details, scale);
            Glyphs.write(frame, details, right, top + margin, scale, DIM);
        }
    }

    private static void bar(Frame frame, int top) {
        for (int y = Math.max(0, top); y < frame.height; y++) {
            for (int x = 0; x < frame.width; x++) {
                frame.mix(y * frame.width + x, BAR, 0.86f);
            }
        }
    }

    /** Breaks both texts at their spaces; a word that is too long is cut off by the picture's edge. */
    private static List<String> wrapped(String notice, String details, int room, int scale) {
        List<String> lines = new ArrayList<>();
        for (String text : List.of(notice, details)) {
            StringBuilder line = new StringBuilder();
            for (String word : text.split(" +")) {
                if (line.length() > 0 && Glyphs.width(line + " " + word, scale) > room) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.length() > 0 ? " " : "").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
