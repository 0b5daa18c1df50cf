// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import java.util.regex.Pattern;

/** The name of a model as it stands in an address. */
public final class ModelName {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private ModelName() {}

    /**
     * Returns the name when it may become part of an address.
     *
     * @throws IllegalArgumentException if it could lead elsewhere
     */
    public static String check(String model) {
        if (model == null || !ALLOWED.matcher(model).matches() || model.contains("..")) {
            throw new IllegalArgumentException(
                    "The model in segmind:model has to consist of letters, digits, '.', '_' and"
                            + " '-', as in segmind:flux-depth-dev");
        }
        return model;
    }
}
