// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

/** Canny edges as lines of light over a painting in the dark. */
final class Edges {

    private Edges() {}

    static Frame of(Frame input, Palette palette) {
        Plane lines = trace(input.luminance());
        Frame result = Painting.patches(input, Math.max(2, Math.min(input.width, input.height) / 150));
        Painting.grade(result, palette, 0.5f);
        int size = Math.min(input.width, input.height);
        Plane near = lines.box(1);
        Plane glow = lines.blur(Math.max(2, size / 130));
        Plane haze = lines.blur(Math.max(4, size / 26));
        for (int y = 0; y < result.height; y++) {
            for (int x = 0; x < result.width; x++) {
                int i = y * result.width + x;
                result.scale(i, 0.5f + 0.6f * haze.values[i]);
                float[] colour = blend(
                        palette.accent,
                        palette.counter,
                        (float) x / result.width * 0.6f + (float) y / result.height * 0.4f);
                result.screen(i, colour, Math.min(0.75f, haze.values[i] * 1.3f));
                result.screen(i, colour, Math.min(0.9f, glow.values[i] * 2.1f));
                float core = Frame.clamp(near.values[i] * 1.25f + lines.values[i] * 0.45f);
                result.mix(i, blend(colour, WHITE, 0.5f), core);
            }
        }
        result.vignette(0.4f);
        return result;
    }

    private static final float[] WHITE = {1, 1, 1};

    private static float[] blend(float[] a, float[] b, float t) {
        return new float[] {a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t};
    }

    /** Canny: gradient, its ridges only one pixel wide, and of the weak ones those that continue a strong one. */
    static Plane trace(Plane light) {
        int w = light.width;
        int h = light.height;
        Plane soft = light.blur(Math.max(1, Math.min(w, h) / 400));
        Plane gx = new Plane(w, h);
        Plane gy = new Plane(w, h);
        Plane force = new Plane(w, h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                gx.values[i] = soft.at(x + 1, y) - soft.at(x - 1, y);
                gy.values[i] = soft.at(x, y + 1) - soft.at(x, y - 1);
                force.values[i] = (float) Math.sqrt(gx.values[i] * gx.values[i] + gy.values[i] * gy.values[i]);
            }
        }
        float strong = Math.max(0.03f, force.quantile(0.93));
        float weak = strong * 0.42f;
        Plane lines = new Plane(w, h);
        int[] stack = new int[w * h];
        int top = 0;
        for (int y = 1; y < h - 1; y++) {
            for (int x = 1; x < w - 1; x++) {
                int i = y * w + x;
                float f = force.values[i];
                if (f > weak && isRidge(force, gx.values[i], gy.values[i], x, y, f)) {
                    lines.values[i] = f > strong ? 1 : -1;
                    if (f > strong) {
                        stack[top++] = i;
                    }
                }
            }
        }
        while (top > 0) {
            int i = stack[--top];
            for (int n : new int[] {i - w - 1, i - w, i - w + 1, i - 1, i + 1, i + w - 1, i + w, i + w + 1}) {
                if (lines.values[n] < 0) {
                    lines.values[n] = 0.7f;
                    stack[top++] = n;
                }
            }
        }
        for (int i = 0; i < lines.values.length; i++) {
            lines.values[i] = Math.max(0, lines.values[i]);
        }
        return lines;
    }

    private static boolean isRidge(Plane force, float gx, float gy, int x, int y, float f) {
        int dx = Math.abs(gx) > 0.4142f * Math.abs(gy) ? (int) Math.signum(gx) : 0;
        int dy = Math.abs(gy) > 0.4142f * Math.abs(gx) ? (int) Math.signum(gy) : 0;
        return f >= force.at(x + dx, y + dy) && f > force.at(x - dx, y - dy);
    }
}
