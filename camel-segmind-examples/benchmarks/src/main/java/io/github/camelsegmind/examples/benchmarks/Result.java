// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * What a scenario came to, ready to be shown.
 *
 * @param about what was done, for readers
 * @param columns of the table of peers
 * @param rows of the table of peers
 * @param bars what was aimed at, next to what was measured
 * @param plot figures for the picture, by name
 */
record Result(
        String title,
        String about,
        List<String> columns,
        List<List<String>> rows,
        List<Bar> bars,
        Map<String, Double> plot) {

    /** One aim. */
    record Bar(String what, String aim, String measured, boolean met) {

        static Bar atLeast(String what, double aim, double measured, String unit) {
            return new Bar(what, "≥ " + Text.number(aim) + unit, Text.number(measured) + unit, measured >= aim);
        }

        static Bar atMost(String what, double aim, double measured, String unit) {
            return new Bar(what, "≤ " + Text.number(aim) + unit, Text.number(measured) + unit, measured <= aim);
        }

        static Bar all(String what, int aim, double measured) {
            return new Bar(what, "all " + aim, Text.number(measured), measured == aim);
        }

        static Bar none(String what, double measured) {
            return new Bar(what, "none", Text.number(measured), measured == 0);
        }
    }
}
