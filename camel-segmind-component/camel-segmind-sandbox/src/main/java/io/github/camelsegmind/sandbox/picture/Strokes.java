// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

/** Which way a brush would go: along the edges of a picture, and the marks that it leaves. */
final class Strokes {

    private static final int LENGTH = 7;
    private static final float WIND = 5e-5f;

    private final int width;
    private final int height;
    private final float[] dx;
    private final float[] dy;

    private Strokes(int width, int height) {
        this.width = width;
        this.height = height;
        this.dx = new float[width * height];
        this.dy = new float[width * height];
    }

    /** Along the edges; where there are none, along a smooth random field. */
    static Strokes along(Plane light, Noise noise) {
        int w = light.width;
        int h = light.height;
        Plane xx = new Plane(w, h);
        Plane xy = new Plane(w, h);
        Plane yy = new Plane(w, h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                float gx = light.at(x + 1, y) - light.at(x - 1, y);
                float gy = light.at(x, y + 1) - light.at(x, y - 1);
                int i = y * w + x;
                xx.values[i] = gx * gx;
                xy.values[i] = gx * gy;
                yy.values[i] = gy * gy;
            }
        }
        int radius = Math.max(2, Math.min(w, h) / 110);
        xx = xx.box(radius).box(radius);
        xy = xy.box(radius).box(radius);
        yy = yy.box(radius).box(radius);
        Strokes strokes = new Strokes(w, h);
        float cell = 3.2f / Math.max(w, h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                // A weak field of its own everywhere: flat regions get their direction from it.
                float a = xx.values[i] - yy.values[i] + WIND * (noise.smooth(x * cell, y * cell) - 0.5f);
                float b = 2 * xy.values[i] + WIND * (noise.smooth(x * cell + 50, y * cell) - 0.5f);
                // The tensor turns twice as fast as the edge: half its angle, and across it, by the half-angle
                // formulas.
                float cosine = a / (float) Math.sqrt(a * a + b * b + 1e-20f);
                strokes.dx[i] = -Math.copySign((float) Math.sqrt(Math.max(0, (1 - cosine) / 2)), b);
                strokes.dy[i] = (float) Math.sqrt(Math.max(0, (1 + cosine) / 2));
            }
        }
        return strokes;
    }

    /** Noise dragged along the strokes: bristle marks, from 0 to 1 around a half. */
    Plane bristles(Noise noise) {
        Plane grain = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                grain.values[y * width + x] = noise.white(x, y);
            }
        }
        Plane result = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                float sum = grain.values[i] + walk(grain, x, y, 1) + walk(grain, x, y, -1);
                result.values[i] = sum / (2 * LENGTH + 1);
            }
        }
        return result;
    }

    /** The sum of the grain on the way from a pixel, forwards (1) or backwards (-1). */
    private float walk(Plane grain, int startX, int startY, float sense) {
        float x = startX;
        float y = startY;
        int i = startY * width + startX;
        float vx = dx[i] * sense;
        float vy = dy[i] * sense;
        float sum = 0;
        for (int step = 0; step < LENGTH; step++) {
            x = Math.min(width - 1f, Math.max(0, x + vx));
            y = Math.min(height - 1f, Math.max(0, y + vy));
            i = (int) (y + 0.5f) * width + (int) (x + 0.5f);
            sum += grain.values[i];
            // A direction has no sign: keep on going the way we came.
            float turn = dx[i] * vx + dy[i] * vy < 0 ? -1 : 1;
            vx = dx[i] * turn;
            vy = dy[i] * turn;
        }
        return sum;
    }
}
