// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * The file to make: JPEG unless something else is asked for. The JDK writes no WebP, so who asks for that gets a PNG,
 * and a content type that says so.
 */
record PictureFormat(boolean png, float quality) {

    private static final List<String> FORMATS = List.of("output_format", "image_format", "format");
    private static final List<String> QUALITIES = List.of("output_quality", "image_quality", "quality");
    private static final float DEFAULT_QUALITY = 90;

    static PictureFormat of(PictureOrder order) {
        String format = first(order, FORMATS).asText("jpeg");
        JsonNode quality = first(order, QUALITIES);
        float percent = quality.isNumber() ? quality.floatValue() : DEFAULT_QUALITY;
        boolean jpeg = !(format.equalsIgnoreCase("png") || format.equalsIgnoreCase("webp"));
        return new PictureFormat(!jpeg, Math.max(0.05f, Math.min(1, percent / 100)));
    }

    private static JsonNode first(PictureOrder order, List<String> names) {
        return names.stream()
                .filter(order.parameters()::containsKey)
                .findFirst()
                .map(order.parameters()::get)
                .orElse(MissingNode.getInstance());
    }

    /** Writes the file, with a comment in it that outlives any cropping of the caption. */
    Picture write(BufferedImage image, String comment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
        ImageWriter writer =
                ImageIO.getImageWritersByFormatName(png ? "png" : "jpeg").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(png ? 0.6f : quality);
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
            metadata.mergeTree(metadata.getNativeMetadataFormatName(), png ? pngText(comment) : jpegText(comment));
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, metadata), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return new Picture(png ? "image/png" : "image/jpeg", out.toByteArray());
    }

    private static IIOMetadataNode pngText(String comment) throws IIOInvalidTreeException {
        IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
        entry.setAttribute("keyword", "Comment");
        entry.setAttribute("value", comment);
        IIOMetadataNode texts = new IIOMetadataNode("tEXt");
        texts.appendChild(entry);
        IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
        root.appendChild(texts);
        return root;
    }

    private static IIOMetadataNode jpegText(String comment) {
        IIOMetadataNode text = new IIOMetadataNode("com");
        text.setAttribute("comment", comment);
        IIOMetadataNode markers = new IIOMetadataNode("markerSequence");
        markers.appendChild(text);
        IIOMetadataNode root = new IIOMetadataNode("javax_imageio_jpeg_image_1.0");
        root.appendChild(new IIOMetadataNode("JPEGvariety"));
        root.appendChild(markers);
        return root;
    }
}
