// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.wire;

import java.util.Map;

/**
 * A request that arrived whole.
 *
 * @param path the request target without its query
 * @param headers names in lower case; a repeated header is joined with commas
 */
public record Request(String method, String path, Map<String, String> headers, byte[] body) {}
