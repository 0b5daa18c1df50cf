// SPDX-License-Identifier: Apache-2.0
/**
 * What Camel and its users see: component, endpoint, producer, options, header names and exceptions.
 *
 * <p>Nothing here knows JSON, HTTP or a model.
 */
package io.github.camelsegmind;
