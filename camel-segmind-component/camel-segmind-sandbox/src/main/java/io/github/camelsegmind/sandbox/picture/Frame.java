// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A picture to work on: three planes of values from 0 to 1. */
final class Frame {

    final int width;
    final int height;
    final Plane red;
    final Plane green;
    final Plane blue;

    Frame(int width, int height) {
        this(new Plane(width, height), new Plane(width, height), new Plane(width, height));
    }

    Frame(Plane red, Plane green, Plane blue) {
        this.width = red.width;
        this.height = red.height;
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    static Frame of(BufferedImage image) {
        Frame frame = new Frame(image.getWidth(), image.getHeight());
        int[] rgb = image.getRGB(0, 0, frame.width, frame.height, null, 0, frame.width);
        for (int i = 0; i < rgb.length; i++) {
            frame.set(i, (rgb[i] >> 16 & 255) / 255f, (rgb[i] >> 8 & 255) / 255f, (rgb[i] & 255) / 255f);
        }
        return frame;
    }

    /** Scales in halves on the way down, so that every pixel of the original counts. */
    static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage current = image;
        while (current.getWidth() >= width * 2 && current.getHeight() >= height * 2) {
            current = drawn(current, current.getWidth() / 2, current.getHeight() / 2);
        }
        return drawn(current, width, height);
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return target;
    }

    BufferedImage toImage() {
        int[] rgb = new int[width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = level(red.values[i]) << 16 | level(green.values[i]) << 8 | level(blue.values[i]);
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, rgb, 0, width);
        return image;
    }

    private static int level(float value) {
        return Math.round(Math.min(1, Math.max(0, value)) * 255);
    }

    void set(int i, float r, float g, float b) {
        red.values[i] = r;
        green.values[i] = g;
        blue.values[i] = b;
    }

    /** Moves a pixel towards a colour. */
    void mix(int i, float[] colour, float amount) {
        red.values[i] += (colour[0] - red.values[i]) * amount;
        green.values[i] += (colour[1] - green.values[i]) * amount;
        blue.values[i] += (colour[2] - blue.values[i]) * amount;
    }

    /** Lights a pixel with a colour, without ever going over white. */
    void screen(int i, float[] colour, float amount) {
        red.values[i] = 1 - (1 - red.values[i]) * (1 - clamp(colour[0] * amount));
        green.values[i] = 1 - (1 - green.values[i]) * (1 - clamp(colour[1] * amount));
        blue.values[i] = 1 - (1 - blue.values[i]) * (1 - clamp(colour[2] * amount));
    }

    /** Makes a pixel brighter or darker. */
    void scale(int i, float factor) {
        red.values[i] *= factor;
        green.values[i] *= factor;
        blue.values[i] *= factor;
    }

    /** Puts a smaller frame into this one. */
    void paste(Frame part, int left, int top) {
        for (int y = 0; y < part.height; y++) {
            int to = (top + y) * width + left;
            System.arraycopy(part.red.values, y * part.width, red.values, to, part.width);
            System.arraycopy(part.green.values, y * part.width, green.values, to, part.width);
            System.arraycopy(part.blue.values, y * part.width, blue.values, to, part.width);
        }
    }

    Plane luminance() {
        Plane result = new Plane(width, height);
        for (int i = 0; i < result.values.length; i++) {
            result.values[i] = 0.299f * red.values[i] + 0.587f * green.values[i] + 0.114f * blue.values[i];
        }
        return result;
    }

    /** Darkens towards the corners, as a lens or a frame does. */
    void vignette(float amount) {
        for (int y = 0; y < height; y++) {
            float dy = 2f * y / height - 1;
            for (int x = 0; x < width; x++) {
                float dx = 2f * x / width - 1;
                float d = (dx * dx + dy * dy) / 2;
                scale(y * width + x, 1 - amount * d * d);
            }
        }
    }

    static float clamp(float value) {
        return value < 0 ? 0 : value > 1 ? 1 : value;
    }
}
