// SPDX-License-Identifier: Apache-2.0
/**
 * What is published about the models: data in, findings out.
 *
 * <p>One JSON Schema file a model, found on the class path by the model's name. No Camel, no HTTP, and no model is named
 * in code. Values never stand in findings, since they may be prompts.
 */
package io.github.camelsegmind.catalog;
