// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

/** The form in which a generated artefact is put into the message body; spelt as in the URI. */
public enum SegmindOutputType {
    /** A {@code byte[]}. */
    bytes,
    /** A re-readable {@link org.apache.camel.StreamCache}, above 128 KB on disk, gone with the exchange. */
    stream,
    /** A temporary {@link java.io.File} that the file producer may move instead of copy, gone with the exchange. */
    file
}
