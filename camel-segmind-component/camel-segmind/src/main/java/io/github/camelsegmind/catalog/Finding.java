// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.catalog;

/**
 * One contradiction between a payload and the published description of its model.
 *
 * @param parameter the parameter's name as the service spells it
 * @param message what is wrong and what would be right, without the value
 * @param isUnknownName whether the description does not know the parameter at all
 */
public record Finding(String parameter, String message, boolean isUnknownName) {}
