// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.foldertos3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3ObjectTest {

    @ParameterizedTest(name = "{0} and a {1} are stored as {2}")
    @CsvSource({
        "cat.jpg, jpg, cat.jpg",
        "cat.JPG, jpg, cat.JPG",
        "cat.png, jpg, cat.png.jpg",
        "chat noir é 猫 (1).png, png, chat noir é 猫 (1).png",
        "a&b?c#d%2e.jpg, jpg, a_b_c_d_2e.jpg",
        "x\\y.jpg, jpg, x_y.jpg"
    })
    void aKeyIsTheSourcesNameWithTheExtensionOfThePicture(String source, String extension, String key) {
        assertThat(S3Object.key(source, extension)).isEqualTo(key);
    }

    @Test
    void twoSourcesThatDifferInTheirExtensionAreTwoObjects() {
        assertThat(S3Object.key("cat.png", "jpg")).isNotEqualTo(S3Object.key("cat.jpg", "jpg"));
    }
}
