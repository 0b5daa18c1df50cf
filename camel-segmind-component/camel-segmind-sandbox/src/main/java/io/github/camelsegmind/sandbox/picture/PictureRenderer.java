// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

/** Makes the pictures. Called by several threads at once. */
@FunctionalInterface
public interface PictureRenderer {

    /** The same order gives the same bytes. */
    Picture render(PictureOrder order) throws UnreadablePictureException;

    /** One small grey tile in the format asked for: no work at all. */
    static PictureRenderer tile() {
        return new Tile();
    }
}
