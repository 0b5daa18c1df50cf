// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures without a model: drawn from the input picture and the prompt with nothing but the JDK, the same for the same
 * order, and marked so that nobody takes one for a model's work. No text is drawn with the JDK's fonts, so that it works
 * on machines that have none. Knows nothing of HTTP, prices or scripts.
 */
package io.github.camelsegmind.sandbox.picture;
