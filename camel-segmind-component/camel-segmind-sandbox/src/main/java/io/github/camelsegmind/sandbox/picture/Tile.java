// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One grey tile per format, made once. */
final class Tile implements PictureRenderer {

    private static final int SIDE = 64;
    private static final int GREY = 0x808080;

    private final Map<Boolean, Picture> made = new ConcurrentHashMap<>();

    @Override
    public Picture render(PictureOrder order) {
        PictureFormat format = PictureFormat.of(order);
        return made.computeIfAbsent(format.png(), png -> format.write(grey(), Caption.NOTICE));
    }

    private static BufferedImage grey() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[SIDE * SIDE];
        Arrays.fill(pixels, GREY);
        image.setRGB(0, 0, SIDE, SIDE, pixels, 0, SIDE);
        return image;
    }
}
