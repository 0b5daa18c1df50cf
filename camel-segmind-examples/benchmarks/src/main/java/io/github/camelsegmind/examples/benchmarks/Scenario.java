// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

/** One question, with its peers and its bars. */
interface Scenario {
    Result run(Lab lab) throws Exception;
}
