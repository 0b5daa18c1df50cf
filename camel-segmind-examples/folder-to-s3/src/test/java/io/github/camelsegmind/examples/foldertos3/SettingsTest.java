// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private final Properties properties = new Properties();

    @Test
    void aSystemPropertyBeatsTheEnvironmentVariableOfThatName() {
        Settings settings = settings(Map.of("S3_BUCKET", "from-environment"));
        assertThat(settings.value("s3.bucket")).hasValue("from-environment");

        properties.setProperty("s3.bucket", "from-command-line");
        assertThat(settings.value("s3.bucket")).hasValue("from-command-line");
    }

    @Test
    void anEmptyVariableSaysNothing() {
        assertThat(settings(Map.of("SEGMIND_API_KEY", " ")).hasApiKey()).isFalse();
    }

    @Test
    void theServiceIsTheRealOneExactlyWhenThereIsAKey() {
        try (Service service = Service.chosenBy(settings(Map.of("SEGMIND_API_KEY", "SG_0123456789abcdef")))) {
            assertThat(service.properties()).isEmpty();
            assertThat(service.description()).contains("paid").doesNotContain("SG_");
        }
        try (Service service = Service.chosenBy(settings(Map.of()))) {
            assertThat(service.properties().get("camel.component.segmind.base-url"))
                    .startsWith("http://127.0.0.1:");
        }
    }

    @Test
    void aFolderThatDoesNotExistCannotBeWatched(@TempDir Path folder) {
        String[] args = {"--watch", folder.resolve("missing").toString()};
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(args, properties, Map.of()));
        args[1] = folder.toString();
        assertThat(Settings.of(args, properties, Map.of()).folder()).isEqualTo(folder);
    }

    private Settings settings(Map<String, String> environment) {
        return Settings.of(new String[0], properties, environment);
    }
}
