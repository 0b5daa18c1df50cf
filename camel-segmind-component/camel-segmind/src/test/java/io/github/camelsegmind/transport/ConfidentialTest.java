// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfidentialTest {

    @Test
    void hidesEveryRepetition() {
        assertThat(Confidential.mask("a red fox and a red fox", List.of("a red fox")))
                .isEqualTo("*** and ***");
    }

    @Test
    void hidesTheBeginningOfALongText() {
        assertThat(Confidential.mask("rejected: a very long prom...", List.of("a very long prompt about something")))
                .isEqualTo("rejected: ***...");
    }

    @Test
    void hidesWhatLooksLikeAKeyOrAPicture() {
        assertThat(Confidential.mask("SG_0123456789abcdef sent " + "QUJD".repeat(30), List.of()))
                .isEqualTo("*** sent ***");
    }

    @Test
    void leavesOtherWordsAlone() {
        assertThat(Confidential.mask("guidance is above 100", List.of("a castle")))
                .isEqualTo("guidance is above 100");
    }
}
