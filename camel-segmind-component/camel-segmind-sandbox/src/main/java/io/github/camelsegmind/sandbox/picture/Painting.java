// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

/** An oil painting: flat patches with sharp borders (a Kuwahara filter), bristle marks, and colours of the prompt. */
final class Painting {

    private static final int SECTORS = 8;

    private Painting() {}

    static Frame of(Frame input, Palette palette, float strength) {
        int brush = Math.max(2, Math.min(input.width, input.height) / 130);
        Frame result = patches(patches(input, brush), Math.max(1, brush / 2));
        grade(result, palette, 0.12f + 0.4f * strength);
        Noise noise = new Noise(palette.noiseSeed());
        relief(result, Strokes.along(result.luminance().box(2), noise).bristles(noise));
        result.vignette(0.35f);
        return result;
    }

    /** Each pixel becomes the mean of that neighbourhood around it which is the most uniform. */
    static Frame patches(Frame input, int radius) {
        int w = input.width;
        int h = input.height;
        Plane light = input.luminance();
        Plane[] means = {input.red.box(radius), input.green.box(radius), input.blue.box(radius)};
        Plane mean = light.box(radius);
        Plane square = light.times(light).box(radius);
        int[] ox = new int[SECTORS];
        int[] oy = new int[SECTORS];
        for (int k = 0; k < SECTORS; k++) {
            ox[k] = (int) Math.round(1.35 * radius * Math.cos(k * Math.PI / 4));
            oy[k] = (int) Math.round(1.35 * radius * Math.sin(k * Math.PI / 4));
        }
        int reach = 2 * radius;
        Frame result = new Frame(w, h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                float r = 0;
                float g = 0;
                float b = 0;
                float total = 0;
                boolean inner = x >= reach && y >= reach && x < w - reach && y < h - reach;
                for (int k = 0; k < SECTORS; k++) {
                    int i = inner ? y * w + x + oy[k] * w + ox[k] : light.index(x + ox[k], y + oy[k]);
                    float variance = Math.max(0, square.values[i] - mean.values[i] * mean.values[i]);
                    // Nearly the most uniform one alone, but without a hard switch between two alike.
                    float weight = 1 / (1e-5f + variance);
                    weight *= weight;
                    r += weight * means[0].values[i];
                    g += weight * means[1].values[i];
                    b += weight * means[2].values[i];
                    total += weight;
                }
                result.set(y * w + x, r / total, g / total, b / total);
            }
        }
        return result;
    }

    /** Draws the colours towards the palette and makes what remains of their own more vivid. */
    static void grade(Frame frame, Palette palette, float amount) {
        Plane light = frame.luminance();
        float low = light.quantile(0.01);
        float range = Math.max(0.2f, light.quantile(0.99) - low);
        for (int i = 0; i < light.values.length; i++) {
            float l = light.values[i];
            float vivid = 1.35f;
            frame.set(
                    i,
                    l + (frame.red.values[i] - l) * vivid,
                    l + (frame.green.values[i] - l) * vivid,
                    l + (frame.blue.values[i] - l) * vivid);
            frame.mix(i, palette.at((l - low) / range), amount);
        }
    }

    /** Lights the paint from the upper left. */
    static void relief(Frame frame, Plane paint) {
        for (int y = 0; y < frame.height; y++) {
            for (int x = 0; x < frame.width; x++) {
                float slope = paint.at(x + 1, y + 1) - paint.at(x - 1, y - 1);
                frame.scale(y * frame.width + x, 1 + Math.max(-0.16f, Math.min(0.16f, 0.55f * slope)));
            }
        }
    }
}
