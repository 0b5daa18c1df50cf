// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import javax.imageio.ImageIO;

/**
 * The renderer that is used unless another is given: edges of light for edge models, cut paper for depth models, paint
 * inside a mask, an oil painting for everything else with a picture, and a landscape where there is none. Pictures
 * behind a URL are never fetched: a landscape made from the address stands for them.
 */
public final class Studio implements PictureRenderer {

    private static final int LANDSCAPE_WIDTH = 768;
    private static final int LANDSCAPE_HEIGHT = 512;

    static {
        // A server has no screen, and a picture of a few megabytes needs no file on disk while it is read.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        ImageIO.setUseCache(false);
    }

    @Override
    public Picture render(PictureOrder order) throws UnreadablePictureException {
        Frame frame = draw(order);
        Caption.write(frame, order.model(), order.seed());
        String comment = Caption.NOTICE + "; " + order.model() + ", seed " + order.seed();
        return PictureFormat.of(order).write(frame.toImage(), comment);
    }

    private static Frame draw(PictureOrder order) throws UnreadablePictureException {
        Palette palette = Palette.of(order.prompt(), order.seed());
        if (order.image().isEmpty()) {
            OutputSize size = OutputSize.of(order, LANDSCAPE_WIDTH, LANDSCAPE_HEIGHT);
            return Landscape.of(size.width(), size.height(), palette);
        }
        Frame input = input(order);
        return switch (Style.of(order)) {
            case EDGES -> Edges.of(input, palette);
            case DEPTH -> Depth.of(input, palette);
            case INPAINTING -> Inpainting.of(input, mask(order, input), palette);
            case PAINTING -> Painting.of(input, palette, strength(order));
        };
    }

    private static Frame input(PictureOrder order) throws UnreadablePictureException {
        if (InputPicture.isUrl(order.image())) {
            OutputSize size = OutputSize.of(order, LANDSCAPE_WIDTH, LANDSCAPE_HEIGHT);
            return Landscape.of(size.width(), size.height(), Palette.of(order.image(), 0));
        }
        BufferedImage image = InputPicture.read(order.image());
        OutputSize size = OutputSize.of(order, image.getWidth(), image.getHeight());
        return Frame.of(Frame.scaled(image, size.width(), size.height()));
    }

    /** A mask behind a URL is a disc in the middle: something to be seen, as we don't know better. */
    private static Plane mask(PictureOrder order, Frame input) throws UnreadablePictureException {
        if (InputPicture.isUrl(order.mask())) {
            Plane disc = new Plane(input.width, input.height);
            double radius = Math.min(input.width, input.height) * 0.3;
            for (int i = 0; i < disc.values.length; i++) {
                double distance = Math.hypot(i % input.width - input.width / 2.0, i / input.width - input.height / 2.0);
                disc.values[i] = distance < radius ? 1 : 0;
            }
            return disc;
        }
        BufferedImage mask = InputPicture.read(order.mask());
        return Frame.of(Frame.scaled(mask, input.width, input.height)).luminance();
    }

    private static float strength(PictureOrder order) {
        JsonNode strength = order.parameters().get("strength");
        return strength != null && strength.isNumber() ? Frame.clamp(strength.floatValue()) : 0.6f;
    }
}
