// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SegmindSandboxExtension.class)
class SegmindSandboxExtensionTest {

    private static SegmindSandbox shared;

    @Test
    void oneSandboxServesAClassAndIsResetAfterEachTest(SegmindSandbox sandbox) {
        checkAndSpoil(sandbox);
    }

    @Test
    void orderOfTestsDoesNotMatter(SegmindSandbox sandbox) {
        checkAndSpoil(sandbox);
    }

    @Nested
    class WithinAnother {

        @Test
        void nestedClassSharesIt(SegmindSandbox sandbox) {
            checkAndSpoil(sandbox);
        }
    }

    @Nested
    class PerTest {

        @Test
        void sandboxEndsWithTheTestThatRegisteredIt() {
            SegmindSandboxExtension extension = SegmindSandboxExtension.create();
            SegmindSandbox own = extension.sandbox();
            assertThat(new Client(own).generate().statusCode()).isEqualTo(200);
            extension.afterEach(null);
            assertThatThrownBy(() -> new RawClient(own)).isInstanceOf(ConnectException.class);
        }
    }

    private static void checkAndSpoil(SegmindSandbox sandbox) {
        assertThat(shared).isIn(null, sandbox);
        shared = sandbox;
        assertThat(sandbox.calls()).isEmpty();
        assertThat(new Client(sandbox).generate().statusCode()).isEqualTo(200);
        sandbox.always(Answer.status(500));
    }
}
