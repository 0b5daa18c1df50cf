// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the scenarios whose names are given, or all. Each prints its table; the page is written when all have run, so that
 * its figures are those of one run.
 */
public final class Benchmarks {

    static final Map<String, Scenario> SCENARIOS = scenarios();

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        Path work = Path.of(System.getProperty("benchmarks.work", "target/benchmarks"));
        Path docs = Path.of(System.getProperty("benchmarks.docs", "target/docs"));
        List<String> names = args.length == 0 ? List.copyOf(SCENARIOS.keySet()) : List.of(args);
        for (String name : names) {
            if (!SCENARIOS.containsKey(name)) {
                throw new IllegalArgumentException(
                        "No scenario is called " + name + "; there are " + SCENARIOS.keySet());
            }
            Result result;
            try (Lab lab = new Lab(work.resolve(name), false)) {
                result = SCENARIOS.get(name).run(lab);
            }
            Files.writeString(work.resolve(name + ".json"), Json.write(result));
            System.out.println(Report.section(name, result));
        }
        if (names.containsAll(SCENARIOS.keySet())) {
            Report.write(work, docs);
        }
    }

    private static Map<String, Scenario> scenarios() {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        scenarios.put("overhead", new Overhead());
        scenarios.put("flood", new Flood());
        scenarios.put("folder", new Folder());
        scenarios.put("uploads", Transfers::uploads);
        scenarios.put("downloads", Transfers::downloads);
        scenarios.put("memory", Transfers::memory);
        scenarios.put("stop", new Stopping());
        scenarios.put("steps", new Steps());
        scenarios.put("cold", new ColdStart());
        scenarios.put("virtual", new VirtualThreads());
        return scenarios;
    }
}
