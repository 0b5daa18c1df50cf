// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

/** Text of a URI that was said to be text, so that it is not read as a number or the like. */
public record ExactText(String text) {}
