// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

/** How a picture is written into the JSON payload; spelt as in the URI. */
public enum SegmindImageEncoding {
    /** Raw base64 text. */
    base64,
    /** A {@code data:} URL with the picture's media type. */
    dataUrl
}
