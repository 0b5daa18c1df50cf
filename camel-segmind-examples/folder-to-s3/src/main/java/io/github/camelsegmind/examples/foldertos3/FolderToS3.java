// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/**
 * Watches a folder, has a picture generated from each one dropped there, and stores it in S3. Without an argument it
 * drops four files itself and ends when they are done; {@code --watch FOLDER} goes on until Ctrl-C.
 */
public final class FolderToS3 {

    private final Settings settings;
    private final Service service;
    private final Storage storage;
    private final PrintStream out;
    private final Console console;

    FolderToS3(Settings settings, Service service, Storage storage, PrintStream out) {
        this.settings = settings;
        this.service = service;
        this.storage = storage;
        this.out = out;
        this.console = new Console(out, settings.demo() ? Photos.COUNT : 0);
    }

    /** @throws IllegalStateException when a picture of the demonstration failed that should not have */
    public static void main(String[] args) throws Exception {
        Settings settings = Settings.of(args, System.getProperties(), System.getenv());
        try (Service service = Service.chosenBy(settings);
                Storage storage = Storage.chosenBy(settings)) {
            new FolderToS3(settings, service, storage, System.out).run();
        }
    }

    /** Returns when every picture of the demonstration is done, or when the process is asked to stop. */
    void run() throws Exception {
        Files.createDirectories(settings.folder());
        Main main = new Main();
        main.addOverrideProperty("folder", settings.folder().toString());
        service.properties().forEach(main::addOverrideProperty);
        storage.properties().forEach(main::addOverrideProperty);
        main.bind("s3", storage.client());
        main.bind("s3Object", new S3Object());
        main.bind("reason", new Reason());
        main.bind("console", console);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
                begin(started.getCamelContext());
            }
        });
        if (settings.demo()) {
            main.configure().withDurationMaxMessages(Photos.COUNT);
        }
        main.run();
        if (settings.demo()) {
            end();
        }
    }

    private void begin(CamelContext camel) {
        out.printf("%nA folder of pictures in, generated pictures in S3 out%n%n");
        fact("folder", settings.folder());
        fact("service", service.description());
        fact("S3", storage.description());
        fact("model", camel.resolvePropertyPlaceholders("{{picture.model}}  {{picture.parameters}}"));
        fact("prompt", camel.resolvePropertyPlaceholders("{{picture.prompt}}"));
        out.println();
        if (settings.demo()) {
            out.printf(
                    "Dropping %d files, one of them empty on purpose, to show what a failure looks like.%n%n",
                    Photos.COUNT);
            Photos.dropInto(settings.folder());
        } else {
            out.printf("Drop pictures in the folder; Ctrl-C ends.%n%n");
        }
    }

    private void end() throws Exception {
        Path pictures = settings.folder().resolve("pictures");
        storage.readBack(console.keys(), pictures);
        out.printf("%n%s%n%n", console.summary());
        storage.bucketFolder().ifPresent(bucket -> fact("in S3", bucket));
        fact("look at", pictures + " (read back from S3)");
        fact("sources", settings.folder().resolve("done"));
        fact("failed", settings.folder().resolve("failed") + " (with the reason)");
        out.println();
        if (console.failed() > 1) {
            throw new IllegalStateException(
                    "Failed, besides the one that is empty on purpose: " + (console.failed() - 1));
        }
    }

    private void fact(String name, Object value) {
        out.printf("  %-8s %s%n", name, value);
    }
}
