// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

/** Fills what the mask shows in white: the colours around it, flowing inwards as paint. All else stays as it is. */
final class Inpainting {

    private Inpainting() {}

    /** Works on the mask and what lies around it only: most masks are small. */
    static Frame of(Frame input, Plane mask, Palette palette) {
        int left = mask.width;
        int top = mask.height;
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < mask.values.length; i++) {
            if (mask.values[i] > 0.5f) {
                left = Math.min(left, i % mask.width);
                right = Math.max(right, i % mask.width);
                top = Math.min(top, i / mask.width);
                bottom = Math.max(bottom, i / mask.width);
            }
        }
        if (right >= 0) {
            int margin = Math.max(4, Math.min(mask.width, mask.height) / 8);
            int x = Math.max(0, left - margin);
            int y = Math.max(0, top - margin);
            int width = Math.min(mask.width, right + 1 + margin) - x;
            int height = Math.min(mask.height, bottom + 1 + margin) - y;
            Frame part = new Frame(
                    input.red.part(x, y, width, height),
                    input.green.part(x, y, width, height),
                    input.blue.part(x, y, width, height));
            input.paste(
                    filled(part, mask.part(x, y, width, height), palette, Math.min(input.width, input.height)), x, y);
        }
        return input;
    }

    private static Frame filled(Frame input, Plane mask, Palette palette, int size) {
        int w = input.width;
        int h = input.height;
        Plane keep = new Plane(w, h);
        for (int i = 0; i < keep.values.length; i++) {
            keep.values[i] = mask.values[i] > 0.5f ? 0 : 1;
        }
        Frame around = new Frame(flowInto(input.red, keep), flowInto(input.green, keep), flowInto(input.blue, keep));
        Noise noise = new Noise(palette.noiseSeed());
        Plane inside = keep.blur(Math.max(2, size / 40));
        Plane edge = keep.box(Math.max(1, size / 200));
        float cell = 7f / size;
        Frame paint = new Frame(w, h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                if (edge.values[i] > 0.999f) {
                    continue;
                }
                float warpX = noise.fractal(x * cell, y * cell, 2) - 0.5f;
                float warpY = noise.fractal(x * cell + 40, y * cell + 7, 2) - 0.5f;
                float swirl = noise.fractal(x * cell + 3.2f * warpX, y * cell + 3.2f * warpY, 3);
                // The colours come from around the hole, bent along the swirl, so that the patch belongs there.
                int sx = Math.min(w - 1, Math.max(0, x + Math.round(warpX * size * 0.22f)));
                int sy = Math.min(h - 1, Math.max(0, y + Math.round(warpY * size * 0.22f)));
                int from = sy * w + sx;
                paint.set(i, around.red.values[from], around.green.values[from], around.blue.values[from]);
                float deep = Frame.clamp(1 - inside.values[i] * 1.4f);
                paint.mix(i, palette.at(Frame.clamp((swirl - 0.5f) * 2.1f + 0.55f)), 0.72f * deep);
                paint.scale(i, 0.9f + 0.2f * swirl);
            }
        }
        Plane light = paint.luminance();
        Painting.relief(paint, Strokes.along(light, noise).bristles(noise));
        Frame result = new Frame(w, h);
        for (int i = 0; i < keep.values.length; i++) {
            float own = edge.values[i];
            result.set(
                    i,
                    paint.red.values[i] + (input.red.values[i] - paint.red.values[i]) * own,
                    paint.green.values[i] + (input.green.values[i] - paint.green.values[i]) * own,
                    paint.blue.values[i] + (input.blue.values[i] - paint.blue.values[i]) * own);
        }
        return result;
    }

    /** Known values spread into the unknown: from near where that is enough, from ever farther where it is not. */
    private static Plane flowInto(Plane values, Plane known) {
        Plane sum = values.times(known);
        Plane weight = new Plane(known.width, known.height, known.values.clone());
        for (int radius = 2; radius < Math.max(values.width, values.height); radius *= 2) {
            Plane wideSum = sum.box(radius);
            Plane wideWeight = weight.box(radius);
            for (int i = 0; i < sum.values.length; i++) {
                if (weight.values[i] < 0.02f) {
                    sum.values[i] = wideSum.values[i];
                    weight.values[i] = wideWeight.values[i];
                }
            }
        }
        Plane result = new Plane(values.width, values.height);
        for (int i = 0; i < result.values.length; i++) {
            result.values[i] = weight.values[i] > 1e-6f ? sum.values[i] / weight.values[i] : 0.5f;
        }
        return result;
    }
}
