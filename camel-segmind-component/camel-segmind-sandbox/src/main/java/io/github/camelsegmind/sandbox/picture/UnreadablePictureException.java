// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.picture;

/** An input picture that is neither a URL nor the bytes of a picture. Its message is what the client is told. */
public final class UnreadablePictureException extends Exception {

    public UnreadablePictureException(String message) {
        super(message);
    }
}
