// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A JVM of its own that answers lines with lines, and that is killed when it takes too long. */
final class Program implements AutoCloseable {

    private final Process process;
    private final PrintStream in;
    private final BufferedReader out;

    private Program(Process process) {
        this.process = process;
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static Program start(Class<?> main, Path folder, Path javaHome, String... options) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), main.getName()));
        return new Program(new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .start());
    }

    /** Maven runs this in its own JVM, where only the class loader knows the class path. */
    private static String classPath() {
        if (Program.class.getClassLoader() instanceof URLClassLoader loader) {
            return String.join(
                    File.pathSeparator,
                    Arrays.stream(loader.getURLs()).map(Program::path).toList());
        }
        return System.getProperty("java.class.path");
    }

    private static String path(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Says a line and waits for the answer.
     *
     * @throws Gone when there is none within the time, or the process has died
     */
    <T> T ask(Object order, Class<T> type, int seconds) throws Exception {
        in.println(Json.write(order));
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(this::readLine, task -> {
            Thread thread = new Thread(task, "reader");
            thread.setDaemon(true);
            thread.start();
        });
        try {
            String line = answer.get(seconds, TimeUnit.SECONDS);
            if (line == null) {
                throw new Gone("died");
            }
            return Json.read(line, type);
        } catch (TimeoutException e) {
            throw new Gone("was killed after " + seconds + " s");
        }
    }

    /** The process gave no answer. */
    static final class Gone extends Exception {
        private static final long serialVersionUID = 1L;

        Gone(String how) {
            super(how);
        }
    }

    private String readLine() {
        try {
            return out.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /** Its own process only, and for certain. */
    @Override
    public void close() {
        in.close();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
