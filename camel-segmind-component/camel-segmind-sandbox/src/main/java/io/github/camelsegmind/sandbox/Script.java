// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;

/** What the coming calls are answered: first what stands in line, then the standing answer. */
final class Script {

    private final Deque<Answer> line = new ArrayDeque<>();
    private Answer standing = Answer.rendered();

    synchronized void add(int times, Answer answer) {
        for (int i = 0; i < times; i++) {
            line.add(answer);
        }
    }

    synchronized void always(Answer answer) {
        standing = answer;
    }

    synchronized Answer take() {
        return line.isEmpty() ? standing : line.poll();
    }
}
