// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

/** A finished picture: a whole file of its type. */
public record Picture(String contentType, byte[] bytes) {}
