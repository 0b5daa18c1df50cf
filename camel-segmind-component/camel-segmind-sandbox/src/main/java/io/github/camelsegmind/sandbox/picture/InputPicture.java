// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads a picture as the service takes it: base64, a data URL or a URL. */
final class InputPicture {

    /** Larger pictures are read with fewer of their pixels: nothing made here is larger. */
    private static final int ENOUGH = OutputSize.MAX_SIDE * 2;

    private static final int MAX_PIXELS = 200_000_000;

    private InputPicture() {}

    /** True for an address. It is never fetched. */
    static boolean isUrl(String text) {
        return text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8);
    }

    static BufferedImage read(String text) throws UnreadablePictureException {
        String base64 = text.startsWith("data:") ? text.substring(text.indexOf(',') + 1) : text;
        try (ImageInputStream in = ImageIO.createImageInputStream(
                new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new UnreadablePictureException("Unreadable image: not a picture of a known format");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return read(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UnreadablePictureException("Unreadable image: " + e.getMessage());
        }
    }

    private static BufferedImage read(ImageReader reader) throws IOException, UnreadablePictureException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MAX_PIXELS) {
            throw new UnreadablePictureException("Unreadable image: " + width + "x" + height + " is too large");
        }
        ImageReadParam param = reader.getDefaultReadParam();
        int step = Math.max(1, Math.max(width, height) / ENOUGH);
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }
}
