// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

/** What to do with parameters that contradict the model's published description; spelt as in the URI. */
public enum SegmindValidation {
    /** Refuse before anything is sent, naming all findings at once. */
    fail,
    /** Log all findings at WARN and send. */
    warn,
    /** Do not check. */
    off
}
