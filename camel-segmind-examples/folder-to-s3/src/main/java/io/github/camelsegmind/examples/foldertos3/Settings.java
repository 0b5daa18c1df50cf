// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What the command line, the system properties and the environment say; the first of them that says something wins. */
final class Settings {

    private static final DateTimeFormatter RUN = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path folder;
    private final boolean demo;
    private final Properties properties;
    private final Map<String, String> environment;

    private Settings(Path folder, boolean demo, Properties properties, Map<String, String> environment) {
        this.folder = folder.toAbsolutePath().normalize();
        this.demo = demo;
        this.properties = properties;
        this.environment = environment;
    }

    /**
     * @param args {@code --watch FOLDER}, or nothing for the demonstration
     * @throws IllegalArgumentException for anything else, or when the folder is none
     */
    static Settings of(String[] args, Properties properties, Map<String, String> environment) {
        if (args.length == 0) {
            // One folder a run, so that no run overwrites the pictures of another, which may have been paid for.
            String parent = properties.getProperty("demo.folder", System.getProperty("java.io.tmpdir") + "/demo");
            Path run = Path.of(parent, RUN.format(LocalDateTime.now()));
            return new Settings(run, true, properties, environment);
        }
        if (args.length == 2 && args[0].equals("--watch") && Files.isDirectory(Path.of(args[1]))) {
            return new Settings(Path.of(args[1]), false, properties, environment);
        }
        throw new IllegalArgumentException(
                "Nothing, for the demonstration, or: --watch FOLDER, with a folder that exists");
    }

    /** The folder that is watched. */
    Path folder() {
        return folder;
    }

    /** Whether to drop the photographs that come along, and to end when they are done. */
    boolean demo() {
        return demo;
    }

    /** The system property of that name, else the environment variable that Camel would read for it. */
    Optional<String> value(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return Optional.ofNullable(properties.getProperty(name))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .filter(value -> !value.isBlank());
    }

    /** Whether the environment names a key of the real service. The key itself is read by the component alone. */
    boolean hasApiKey() {
        return value("SEGMIND_API_KEY").isPresent();
    }
}
