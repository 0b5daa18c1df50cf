// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import io.github.camelsegmind.SegmindException.Failure;
import io.github.camelsegmind.SegmindValidationException;
import io.github.camelsegmind.catalog.ModelSpec;

/**
 * The model of a call.
 *
 * @param name as in the address
 * @param spec what is published about it, null when nothing is
 */
record Model(String name, ModelSpec spec) {

    boolean isCatalogued() {
        return spec != null;
    }

    /** The service's spelling of a parameter; of a model that nothing is known about, the user's. */
    String wireName(String parameter) {
        return isCatalogued() ? spec.wireName(parameter) : parameter;
    }

    /** The parameter that has a role; of a model that nothing is known about, the one of that name. */
    String parameterFor(String role) {
        return isCatalogued() ? spec.withRole(role).orElse(role) : role;
    }

    SegmindValidationException refusal(String why) {
        return refusal(why, null);
    }

    SegmindValidationException refusal(String why, Throwable cause) {
        return new SegmindValidationException(
                "Segmind call to " + name + " was refused before it was sent: " + why + ".",
                Failure.beforeSending(name),
                cause);
    }
}
