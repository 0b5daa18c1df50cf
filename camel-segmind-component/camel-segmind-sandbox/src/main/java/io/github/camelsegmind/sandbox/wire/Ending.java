// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.wire;

/** What becomes of the connection once the bytes of a {@link Delivery} are out. */
public enum Ending {
    /** It serves the next request. */
    KEEP,
    /** An orderly end (FIN), whatever length was declared. */
    CLOSE,
    /** A reset (RST): what a crashed peer or an impatient proxy leaves behind. */
    RESET,
    /** Nothing more ever comes, and the connection stays open. */
    STALL
}
