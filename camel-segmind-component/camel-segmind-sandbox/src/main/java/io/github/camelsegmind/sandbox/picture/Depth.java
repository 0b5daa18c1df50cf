// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

/** A guess at what is near and what is far, cut out of coloured paper: each sheet throws a shadow on the next. */
final class Depth {

    private static final int SHEETS = 9;

    private Depth() {}

    static Frame of(Frame input, Palette palette) {
        Plane near = estimate(input);
        Plane light = input.luminance();
        int w = input.width;
        int h = input.height;
        Plane sheet = new Plane(w, h);
        for (int i = 0; i < sheet.values.length; i++) {
            sheet.values[i] = (float) Math.floor(Math.min(0.999f, near.values[i]) * SHEETS) / (SHEETS - 1);
        }
        int size = Math.min(w, h);
        int throwLength = Math.max(2, size / 70);
        Plane shade = sheet.blur(Math.max(2, size / 100));
        Plane detail = detail(light, size);
        Noise paper = new Noise(palette.noiseSeed());
        Frame result = new Frame(w, h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                float s = sheet.values[i];
                // Far is light and misty, near is dark: as hills are at dawn.
                float[] colour = palette.at(0.96f - 0.76f * s);
                result.set(i, colour[0], colour[1], colour[2]);
                float above = Math.max(0, shade.at(x - throwLength, y - throwLength) - s);
                float rim = Math.max(0, s - sheet.at(x - 1, y - 1));
                result.scale(i, (1 - Math.min(0.55f, 3.4f * above)) * (1 + detail.values[i] * 1.15f));
                result.scale(i, 0.975f + 0.05f * paper.white(x, y));
                result.screen(i, palette.accent, Math.min(0.5f, rim * 3.2f));
            }
        }
        result.vignette(0.3f);
        return result;
    }

    /** Shading within a sheet: what makes faces and folds recognisable. */
    private static Plane detail(Plane light, int size) {
        Plane coarse = light.blur(Math.max(2, size / 24));
        Plane fine = light.box(1);
        Plane result = new Plane(light.width, light.height);
        for (int i = 0; i < result.values.length; i++) {
            float d = fine.values[i] - coarse.values[i];
            result.values[i] = Math.max(-0.55f, Math.min(0.5f, d * 1.25f));
        }
        return result;
    }

    /** From 0 (far) to 1 (near): low in the picture, in its middle, sharp, warm and dark all speak for near. */
    static Plane estimate(Frame input) {
        int w = input.width;
        int h = input.height;
        int size = Math.min(w, h);
        Plane light = input.luminance();
        Plane soft = light.box(2);
        Plane sharp = new Plane(w, h);
        Plane rest = new Plane(w, h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                sharp.values[i] = Math.min(0.12f, Math.abs(light.values[i] - soft.values[i]));
                float dx = 2f * x / w - 1;
                float low = (float) y / h;
                float middle = (float) Math.exp(-dx * dx * 1.6f);
                float warm = Frame.clamp(0.5f + input.red.values[i] - input.blue.values[i]);
                rest.values[i] = 0.42f * low + 0.26f * middle + 0.18f * warm + 0.24f * (1 - light.values[i]);
            }
        }
        Plane sharpness = sharp.blur(Math.max(3, size / 22)).normalized();
        for (int i = 0; i < rest.values.length; i++) {
            rest.values[i] += 0.34f * sharpness.values[i];
        }
        Plane guide = light.box(1);
        return rest.smoothedAlong(guide, Math.max(4, size / 16), 0.012f)
                .smoothedAlong(guide, Math.max(2, size / 60), 0.004f)
                .normalized();
    }
}
