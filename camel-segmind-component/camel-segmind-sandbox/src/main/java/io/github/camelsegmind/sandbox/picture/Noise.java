// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

/** Smooth random fields that are the same for the same seed, wherever they are asked. */
final class Noise {

    private final int seed;

    Noise(int seed) {
        this.seed = seed;
    }

    /** From 0 to 1, without any smoothness. */
    float white(int x, int y) {
        int h = seed + x * 0x27d4eb2d + y * 0x165667b1;
        h = (h ^ h >>> 15) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return ((h ^ h >>> 16) & 0xffffff) / (float) 0x1000000;
    }

    /** From 0 to 1, smooth, with features of size 1. */
    float smooth(float x, float y) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        float fx = x - ix;
        float fy = y - iy;
        float ux = fx * fx * (3 - 2 * fx);
        float uy = fy * fy * (3 - 2 * fy);
        float top = white(ix, iy) + (white(ix + 1, iy) - white(ix, iy)) * ux;
        float bottom = white(ix, iy + 1) + (white(ix + 1, iy + 1) - white(ix, iy + 1)) * ux;
        return top + (bottom - top) * uy;
    }

    /** From 0 to 1: large features with smaller ones on them. */
    float fractal(float x, float y, int octaves) {
        float sum = 0;
        float amplitude = 0.5f;
        float total = 0;
        float scale = 1;
        for (int i = 0; i < octaves; i++) {
            // Turned and shifted a little each time, so that no grid shows.
            sum += amplitude * smooth(x * scale + i * 17.3f, (y + x * 0.13f * i) * scale + i * 9.1f);
            total += amplitude;
            amplitude *= 0.5f;
            scale *= 2.03f;
        }
        return sum / total;
    }
}
