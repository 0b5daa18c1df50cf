// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The build generates into the source tree; what it found there must have been what it generates. */
class GeneratedSourcesTest {

    private static final Path BASE = Path.of(System.getProperty("basedir"));

    @Test
    void whatIsCommittedIsWhatIsGenerated() throws IOException {
        assertThat(contents(BASE.resolve("target/generated-committed")))
                .as("src/generated was out of date and has just been generated anew: commit it")
                .isEqualTo(contents(BASE.resolve("src/generated")));
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    contents.put(folder.relativize(file).toString(), Files.readString(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return contents;
    }
}
