// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

/** A view that stands nowhere: for prompts without a picture, and for pictures that lie behind a URL. */
final class Landscape {

    private static final int RIDGES = 6;

    private Landscape() {}

    static Frame of(int width, int height, Palette palette) {
        Frame frame = new Frame(width, height);
        Noise noise = new Noise(palette.noiseSeed());
        float horizon = height * (0.52f + 0.12f * (float) palette.number(5));
        float sunX = width * (0.2f + 0.6f * (float) palette.number(6));
        float sunY = horizon * (0.35f + 0.4f * (float) palette.number(7));
        float sunSize = height * (0.045f + 0.05f * (float) palette.number(8));
        sky(frame, palette, noise, horizon, sunX, sunY, sunSize);
        water(frame, palette, noise, (int) horizon, sunX);
        for (int ridge = 0; ridge < RIDGES; ridge++) {
            ridge(frame, palette, noise, horizon, ridge / (RIDGES - 1f));
        }
        frame.vignette(0.35f);
        return frame;
    }

    private static void sky(
            Frame frame, Palette palette, Noise noise, float horizon, float sunX, float sunY, float sunSize) {
        float cell = 2.6f / frame.height;
        for (int y = 0; y < frame.height; y++) {
            for (int x = 0; x < frame.width; x++) {
                int i = y * frame.width + x;
                float up = Frame.clamp(1 - y / horizon);
                float[] base = palette.at(0.92f - 0.62f * up);
                frame.set(i, base[0], base[1], base[2]);
                float cloud = noise.fractal(x * cell * 0.8f, y * cell * 2.6f + 11, 5);
                frame.mix(i, palette.at(0.97f), Frame.clamp((cloud - 0.5f) * 3.4f) * (0.25f + 0.5f * up));
                float distance = (float) Math.hypot(x - sunX, y - sunY) / sunSize;
                frame.screen(i, palette.accent, 0.85f / (1 + distance * distance * 0.12f));
                frame.mix(i, palette.at(1), Frame.clamp((1 - distance) * sunSize * 0.6f));
            }
        }
    }

    /** What lies below the horizon mirrors the sky, in strips that widen towards us. */
    private static void water(Frame frame, Palette palette, Noise noise, int horizon, float sunX) {
        int w = frame.width;
        for (int y = horizon; y < frame.height; y++) {
            float depth = (y - horizon + 1f) / (frame.height - horizon);
            for (int x = 0; x < w; x++) {
                float wave = noise.fractal(x * 0.012f / (0.2f + depth), y * 0.35f / (0.35f + depth), 3) - 0.5f;
                int from = Math.max(0, Math.min(horizon - 1, Math.round(2 * horizon - y + wave * 60 * depth))) * w + x;
                int i = y * w + x;
                frame.set(i, frame.red.values[from], frame.green.values[from], frame.blue.values[from]);
                frame.mix(i, palette.at(0.3f), 0.25f + 0.3f * depth);
                float path = (float) Math.exp(-Math.pow((x - sunX) / (w * (0.03f + 0.10f * depth)), 2));
                frame.screen(i, palette.accent, path * Frame.clamp(wave * 5) * 0.9f);
            }
        }
    }

    private static void ridge(Frame frame, Palette palette, Noise noise, float horizon, float near) {
        float base = horizon + (frame.height - horizon) * (near * near * 0.85f) - frame.height * 0.01f;
        float size = frame.height * (0.26f - 0.06f * near);
        float cell = (1.8f + 2.2f * near) / frame.height;
        float dark = 0.72f - 0.66f * near;
        for (int x = 0; x < frame.width; x++) {
            float shape = noise.fractal(x * cell + near * 90, near * 31, 6);
            float wood = noise.fractal(x * cell * 24 + near * 7, near * 5, 2) * frame.height * 0.022f * near;
            // The nearest ridges stand at the sides and leave the view of the water open.
            float side = Math.abs(2f * x / frame.width - 1);
            float lift = near > 0.3f ? side * side * 1.25f - 0.38f : 0.5f;
            float crest = base - size * (shape - 0.5f + lift * 0.8f) - wood;
            float foot = near > 0.3f ? frame.height : horizon;
            for (int y = Math.max(0, Math.round(crest)); y < Math.min(frame.height, foot); y++) {
                float mist = Frame.clamp((y - crest) / (frame.height * 0.22f)) * (1 - near) * 0.55f;
                int i = y * frame.width + x;
                frame.mix(i, palette.at(dark + 0.35f * mist), Frame.clamp(y - crest + 0.5f));
            }
        }
    }
}
