// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

import java.util.Arrays;

/** One value per pixel, and the filters that everything else is made of. */
final class Plane {

    final int width;
    final int height;
    final float[] values;

    Plane(int width, int height) {
        this(width, height, new float[width * height]);
    }

    Plane(int width, int height, float[] values) {
        this.width = width;
        this.height = height;
        this.values = values;
    }

    float at(int x, int y) {
        return values[index(x, y)];
    }

    /** The place of a pixel; beyond the border that of the nearest one. */
    int index(int x, int y) {
        return Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x));
    }

    Plane part(int left, int top, int partWidth, int partHeight) {
        Plane result = new Plane(partWidth, partHeight);
        for (int y = 0; y < partHeight; y++) {
            System.arraycopy(values, (top + y) * width + left, result.values, y * partWidth, partWidth);
        }
        return result;
    }

    Plane times(Plane other) {
        Plane result = new Plane(width, height);
        for (int i = 0; i < values.length; i++) {
            result.values[i] = values[i] * other.values[i];
        }
        return result;
    }

    /** The mean of a square around each pixel; the time it takes does not depend on the radius. */
    Plane box(int radius) {
        if (radius < 1) {
            return new Plane(width, height, values.clone());
        }
        return rows(radius).columns(radius);
    }

    /** Three boxes are as good as a bell. */
    Plane blur(int radius) {
        return box(radius).box(radius).box(radius);
    }

    private Plane rows(int radius) {
        Plane result = new Plane(width, height);
        float share = 1f / (2 * radius + 1);
        for (int y = 0; y < height; y++) {
            int row = y * width;
            // The window before the first pixel: what lies outside is as the pixel at the border.
            float sum = values[row] * (radius + 1);
            for (int x = 0; x < radius; x++) {
                sum += values[row + Math.min(x, width - 1)];
            }
            for (int x = 0; x < width; x++) {
                sum += values[row + Math.min(x + radius, width - 1)] - values[row + Math.max(x - radius - 1, 0)];
                result.values[row + x] = sum * share;
            }
        }
        return result;
    }

    /** A whole row at a time, because memory is read along rows. */
    private Plane columns(int radius) {
        Plane result = new Plane(width, height);
        float share = 1f / (2 * radius + 1);
        float[] sums = new float[width];
        for (int y = -radius - 1; y < radius; y++) {
            add(sums, y, 1);
        }
        for (int y = 0; y < height; y++) {
            add(sums, y + radius, 1);
            add(sums, y - radius - 1, -1);
            int row = y * width;
            for (int x = 0; x < width; x++) {
                result.values[row + x] = sums[x] * share;
            }
        }
        return result;
    }

    private void add(float[] sums, int y, float sign) {
        int row = Math.min(height - 1, Math.max(0, y)) * width;
        for (int x = 0; x < width; x++) {
            sums[x] += sign * values[row + x];
        }
    }

    /** Smooths, but not across the edges of the guide (a guided filter). */
    Plane smoothedAlong(Plane guide, int radius, float tolerance) {
        Plane meanGuide = guide.box(radius);
        Plane meanSelf = box(radius);
        Plane meanProduct = times(guide).box(radius);
        Plane meanSquare = guide.times(guide).box(radius);
        Plane slope = new Plane(width, height);
        Plane offset = new Plane(width, height);
        for (int i = 0; i < values.length; i++) {
            float variance = meanSquare.values[i] - meanGuide.values[i] * meanGuide.values[i];
            float covariance = meanProduct.values[i] - meanGuide.values[i] * meanSelf.values[i];
            slope.values[i] = covariance / (variance + tolerance);
            offset.values[i] = meanSelf.values[i] - slope.values[i] * meanGuide.values[i];
        }
        Plane meanSlope = slope.box(radius);
        Plane result = offset.box(radius);
        for (int i = 0; i < values.length; i++) {
            result.values[i] += meanSlope.values[i] * guide.values[i];
        }
        return result;
    }

    /** The value below which this share of the pixels lies, from a sample of them. */
    float quantile(double share) {
        int step = Math.max(1, values.length / 4096);
        float[] sample = new float[(values.length + step - 1) / step];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = values[i * step];
        }
        Arrays.sort(sample);
        return sample[(int) Math.round(share * (sample.length - 1))];
    }

    /** Stretched so that nearly everything lies between 0 and 1. */
    Plane normalized() {
        float low = quantile(0.01);
        float range = Math.max(1e-4f, quantile(0.99) - low);
        Plane result = new Plane(width, height);
        for (int i = 0; i < values.length; i++) {
            result.values[i] = Frame.clamp((values[i] - low) / range);
        }
        return result;
    }
}
