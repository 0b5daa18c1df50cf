// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Colours that go together, from dark to light, worked out from a prompt and a seed. */
final class Palette {

    private static final int STEPS = 256;

    private final float[][] ramp = new float[STEPS][];
    private final byte[] hash;

    /** Two colours for light and lines. */
    final float[] accent;

    final float[] counter;

    private Palette(byte[] hash) {
        this.hash = hash;
        double hue = number(0) * 360;
        double sweep = (number(1) < 0.5 ? -1 : 1) * (60 + 90 * number(2));
        double chroma = 0.075 + 0.05 * number(3);
        for (int i = 0; i < STEPS; i++) {
            double t = i / (STEPS - 1.0);
            // Most colourful in the middle: neither shadows nor highlights should look tinted.
            double c = chroma * (0.55 + 0.9 * Math.sin(Math.PI * Math.min(1, t * 0.9 + 0.08)));
            ramp[i] = oklch(0.13 + 0.84 * t, c * (1 - 0.55 * t * t), hue + sweep * t);
        }
        accent = oklch(0.8, 0.17, hue + sweep * 0.7 + 20);
        counter = oklch(0.74, 0.2, hue + 180 + 30 * number(4));
    }

    static Palette of(String prompt, long seed) {
        return new Palette(sha256(prompt + '\n' + seed));
    }

    /** The colour at a place from 0 (dark) to 1 (light). Not to be written to. */
    float[] at(float place) {
        return ramp[Math.round(Frame.clamp(place) * (STEPS - 1))];
    }

    /** A number from 0 to 1 that belongs to this prompt and seed; each index gives another, up to 15. */
    double number(int index) {
        return ((hash[2 * index] & 255) << 8 | hash[2 * index + 1] & 255) / 65535.0;
    }

    /** A seed for noise. */
    int noiseSeed() {
        return (hash[28] & 255) << 24 | (hash[29] & 255) << 16 | (hash[30] & 255) << 8 | hash[31] & 255;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** From the perceptual OKLCH space (Björn Ottosson, 2020) to sRGB: equal steps look equal there. */
    static float[] oklch(double lightness, double chroma, double hue) {
        double a = chroma * Math.cos(Math.toRadians(hue));
        double b = chroma * Math.sin(Math.toRadians(hue));
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new float[] {
            gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)
        };
    }

    private static double cube(double value) {
        return value * value * value;
    }

    private static float gamma(double linear) {
        double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return Frame.clamp((float) value);
    }
}
