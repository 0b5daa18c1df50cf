// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import io.github.camelsegmind.transport.ByteSpool;
import io.github.camelsegmind.transport.SpooledBytes;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.SynchronizationAdapter;

/** Hands spooled bytes to an exchange, which deletes their file when it is done. */
final class Spools {

    private Spools() {}

    static StreamCache toStreamCache(SpooledBytes bytes, Exchange exchange) throws IOException {
        if (bytes.size() <= ByteSpool.THRESHOLD) {
            return new InputStreamCache(bytes.bytes());
        }
        Optional<Path> spooled = bytes.takeFile();
        if (spooled.isPresent()) {
            deleteWith(exchange, spooled.get());
            return new FileInputStreamCache(spooled.get().toFile());
        }
        return new FileInputStreamCache(toFile(bytes, "tmp", exchange));
    }

    static File toFile(SpooledBytes bytes, String extension, Exchange exchange) throws IOException {
        Path file = Files.createTempFile("segmind-", "." + extension);
        deleteWith(exchange, file);
        Optional<Path> spooled = bytes.takeFile();
        if (spooled.isPresent()) {
            Files.move(spooled.get(), file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.write(file, bytes.bytes());
        }
        return file.toFile();
    }

    private static void deleteWith(Exchange exchange, Path file) {
        // The parts of a split or multicast end before the whole does, and their results may be aggregated.
        UnitOfWork whole = exchange.getProperty(Exchange.STREAM_CACHE_UNIT_OF_WORK, UnitOfWork.class);
        SynchronizationAdapter deletion = new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        if (whole != null) {
            whole.addSynchronization(deletion);
        } else {
            exchange.getExchangeExtension().addOnCompletion(deletion);
        }
    }
}
