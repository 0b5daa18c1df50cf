// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the documentation shows in Java are parts of tests that run, and the README's routes work. */
class DocumentationTest extends SegmindTestSupport {

    private static final Path BASE = Path.of(System.getProperty("basedir"));
    private static final Path README = BASE.resolve("../../README.md");
    private static final Path TESTS = BASE.resolve("src/test/java");

    @BeforeEach
    @AfterEach
    void tidy() throws IOException {
        for (String folder : new String[] {"inbox", "outbox"}) {
            org.apache.camel.util.FileUtil.removeDir(Path.of(folder).toFile());
        }
    }

    @Test
    void everyPieceOfJavaIsPartOfATestThatRuns() throws IOException {
        String tests = squeezed(contents(TESTS, ".java"));
        Matcher pieces = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README) + contents(BASE.resolve("../../docs"), ".md"));

        int count = 0;
        while (pieces.find()) {
            count++;
            assertThat(tests.contains(squeezed(pieces.group(1))))
                    .as("no test has this piece of the documentation: %s", pieces.group(1))
                    .isTrue();
        }
        assertThat(count).isGreaterThanOrEqualTo(2);
    }

    private static String contents(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder contents = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                contents.append(Files.readString(file)).append('\n');
            }
            return contents.toString();
        }
    }

    @Test
    void theRouteInJavaTurnsAFolderOfPicturesIntoAnother() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:inbox?move=done&moveFailed=failed")
                        .setHeader("CamelSegmindPrompt", constant("an impressionist oil painting, warm light"))
                        .to("segmind:flux-depth-dev?guidance=10")
                        .to("file:outbox?fileName=${file:name.noext}.${header.CamelSegmindFileExtension}");
            }
        });

        assertAPictureComesOut();
    }

    @Test
    void theRouteInYamlTurnsAFolderOfPicturesIntoAnother() throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("readme.camel.yaml", block("yaml")));

        assertAPictureComesOut();
    }

    private void assertAPictureComesOut() throws IOException {
        Path written = Files.createTempFile("photo", ".png");
        Files.write(written, picture());
        Files.createDirectories(Path.of("inbox"));
        Files.move(written, Path.of("inbox/photo.png"));

        await().untilAsserted(() -> assertThat(Path.of("inbox/done/photo.png")).exists());
        assertThat(Path.of("outbox/photo.jpg")).hasBinaryContent(received().answer());
        sandbox()
                .received("flux-depth-dev")
                .once()
                .withParameter("guidance", 10)
                .charged();
    }

    private static String block(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        assertThat(block.find()).as("the README has a block in " + language).isTrue();
        return block.group(1);
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
