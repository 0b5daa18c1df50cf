// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Times are not looked at here: that is what the benchmarks are for. */
@Timeout(120)
class BenchmarksTest {

    @TempDir
    private Path folder;

    @Test
    void everyScenarioRunsInItsSmallestFormAndIsReported() throws Exception {
        Map<String, Result> results = new LinkedHashMap<>();
        try (Lab lab = new Lab(folder.resolve("lab"), true)) {
            for (Map.Entry<String, Scenario> scenario : Benchmarks.SCENARIOS.entrySet()) {
                Result result = scenario.getValue().run(lab);
                results.put(scenario.getKey(), result);
                Files.writeString(folder.resolve(scenario.getKey() + ".json"), Json.write(result));
            }
        }

        assertThat(results.values())
                .flatExtracting(Result::bars)
                .filteredOn(bar -> bar.aim().startsWith("all "))
                .isNotEmpty()
                .allMatch(Result.Bar::met);
        Report.write(folder, folder.resolve("docs"));
        assertThat(folder.resolve("docs/performance.md"))
                .content()
                .contains(results.values().stream().map(Result::title).toList());
        assertThat(folder.resolve("docs/images/performance.svg")).content().contains("<rect", "</svg>");
    }
}
