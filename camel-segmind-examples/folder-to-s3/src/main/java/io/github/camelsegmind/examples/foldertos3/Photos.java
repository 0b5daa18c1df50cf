// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The photographs of the demonstration, and a file that is none. */
final class Photos {

    static final List<String> GOOD = List.of("astronaut.jpg", "chelsea.jpg", "coffee.jpg");

    /** Empty, as a camera or a broken copy leaves them: shows what becomes of a picture that fails. */
    static final String BAD = "empty-on-purpose.jpg";

    static final int COUNT = GOOD.size() + 1;

    private Photos() {}

    static void dropInto(Path folder) {
        try {
            Files.createFile(folder.resolve(BAD));
            for (String name : GOOD) {
                try (InputStream photo = Photos.class.getResourceAsStream("/photos/" + name)) {
                    Files.copy(photo, folder.resolve(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
