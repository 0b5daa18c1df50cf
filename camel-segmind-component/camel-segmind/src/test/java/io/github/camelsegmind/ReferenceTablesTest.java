// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.Test;

/** The tables of the reference are written from the component's metadata. */
class ReferenceTablesTest {

    private static final Path BASE = Path.of(System.getProperty("basedir"));
    private static final Path REFERENCE = BASE.resolve("../../docs/component.md");
    private static final Path METADATA =
            BASE.resolve("src/generated/resources/META-INF/io/github/camelsegmind/segmind.json");

    @Test
    void theReferenceHasTheTablesThatTheMetadataGives() throws IOException {
        ComponentModel model = JsonMapper.generateComponentModel(Files.readString(METADATA));
        String written = Files.readString(REFERENCE);

        String generated = replace(written, "component options", options(model.getComponentOptions()));
        generated = replace(generated, "endpoint options", options(model.getEndpointOptions()));
        generated = replace(
                generated,
                "headers",
                table(
                        "| Header | Type | |\n|---|---|---|\n",
                        model.getEndpointHeaders(),
                        header -> "| `"
                                + header.getName() + "` | `" + shortName(header.getJavaType()) + "` | " + text(header)
                                + " |\n"));

        if (!generated.equals(written)) {
            Files.writeString(REFERENCE, generated);
        }
        assertThat(written)
                .as("docs/component.md was out of date and has just been written anew: commit it")
                .isEqualTo(generated);
    }

    private static String options(List<? extends BaseOptionModel> options) {
        return table(
                "| Option | Default | |\n|---|---|---|\n",
                options,
                option -> "| `" + option.getName() + "` | "
                        + (option.getDefaultValue() == null ? "" : "`" + option.getDefaultValue() + "`") + " | "
                        + text(option) + " |\n");
    }

    private static <T> String table(String head, List<? extends T> rows, Function<T, String> row) {
        StringBuilder table = new StringBuilder(head);
        rows.forEach(one -> table.append(row.apply(one)));
        return table.toString();
    }

    private static String text(BaseOptionModel option) {
        return option.getDescription().replace("|", "\\|");
    }

    private static String shortName(String javaType) {
        return javaType.replaceAll("[a-z.]+\\.([A-Z])", "$1");
    }

    private static String replace(String text, String name, String table) {
        Pattern region = Pattern.compile("(<!-- generated: " + name + " -->\n).*?(<!-- end -->)", Pattern.DOTALL);
        return region.matcher(text).replaceFirst("$1" + Matcher.quoteReplacement(table) + "$2");
    }
}
