// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

/** How a generation is run by the service; the constants are spelt as in the URI. */
public enum SegmindExecution {
    /** One call that is answered with the result ({@code /v1/{model}}). */
    sync
}
