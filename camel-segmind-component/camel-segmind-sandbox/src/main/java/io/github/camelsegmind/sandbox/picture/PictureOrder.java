// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What is to be made.
 *
 * @param prompt empty when there is none
 * @param image the input picture as it was sent: base64, a data URL or any other URL; empty when there is none
 * @param mask the mask, likewise
 * @param seed never negative; the second picture of a call has the next one
 * @param parameters everything that was sent, and the published default of what was not
 */
public record PictureOrder(
        String model, String prompt, String image, String mask, long seed, Map<String, JsonNode> parameters) {}
