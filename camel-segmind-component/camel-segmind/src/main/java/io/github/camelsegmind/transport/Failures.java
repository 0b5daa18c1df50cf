// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Takes the wrappers of futures off, so that nobody ever sees them around a failure. */
public final class Failures {

    private Failures() {}

    public static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
