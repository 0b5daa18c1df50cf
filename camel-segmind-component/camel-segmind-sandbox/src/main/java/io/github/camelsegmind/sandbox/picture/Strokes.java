// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

/** Which way a brush would go: along the edges of a picture, and the marks that it leaves. */
final class Strokes {

    private static final int LENGTH = 9;

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
                double wind = Math.PI * 2 * noise.smooth(x * cell, y * cell);
                double weak = 2e-5;
                double a = xx.values[i] - yy.values[i] + weak * Math.cos(2 * wind);
                double b = 2 * xy.values[i] + weak * Math.sin(2 * wind);
                double angle = 0.5 * Math.atan2(b, a) + Math.PI / 2;
                strokes.dx[i] = (float) Math.cos(angle);
                strokes.dy[i] = (float) Math.sin(angle);
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
                float sum = grain.values[y * width + x];
                int count = 1 + walk(grain, x, y, 1) + walk(grain, x, y, -1);
                result.values[y * width + x] = (sum + walked) / count;
                walked = 0;
            }
        }
        return result;
    }

    private float walked;

    private int walk(Plane grain, int startX, int startY, float sense) {
        float x = startX;
        float y = startY;
        int i = startY * width + startX;
        float vx = dx[i] * sense;
        float vy = dy[i] * sense;
        for (int step = 1; step <= LENGTH; step++) {
            x += vx;
            y += vy;
            int ix = Math.round(x);
            int iy = Math.round(y);
            if (ix < 0 || iy < 0 || ix >= width || iy >= height) {
                return step - 1;
            }
            i = iy * width + ix;
            walked += grain.values[i];
            // A direction has no sign: keep on going the way we came.
            float turn = dx[i] * vx + dy[i] * vy < 0 ? -1 : 1;
            vx = dx[i] * turn;
            vy = dy[i] * turn;
        }
        return LENGTH;
    }
}
