// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;
import org.junit.jupiter.api.Test;

class LocalS3Test {

    @Test
    void aDiskWithoutExtendedAttributesIsNotTrustedWithObjects() throws Exception {
        try (FileSystem plain = Jimfs.newFileSystem(Configuration.unix());
                LocalS3 server = LocalS3.start(plain.getPath("/buckets"))) {
            assertThat(server.onDisk()).isFalse();
            assertThat(server.endpoint().getPort()).isPositive();
        }
    }
}
