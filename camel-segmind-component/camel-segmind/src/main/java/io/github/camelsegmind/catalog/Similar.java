// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Similar {

    private Similar() {}

    /** The known name to suggest instead: it differs in spelling only, or by at most a quarter of its letters. */
    public static Optional<String> to(String name, Collection<String> known) {
        return within(4, name, known);
    }

    /** The known name that this one can hardly be other than a slip of: one letter in six at most. */
    public static Optional<String> slipOf(String name, Collection<String> known) {
        return within(6, name, known);
    }

    private static Optional<String> within(int lettersPerSlip, String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= Math.max(1, candidate.length() / lettersPerSlip))
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** Insertions, deletions, replacements and swaps between two names, upper case and separators aside. */
    private static int distance(String one, String other) {
        String a = letters(one);
        String b = letters(other);
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int replaced = distance[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int inserted = 1 + Math.min(distance[i - 1][j], distance[i][j - 1]);
                distance[i][j] = Math.min(replaced, inserted);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    distance[i][j] = Math.min(distance[i][j], 1 + distance[i - 2][j - 2]);
                }
            }
        }
        return distance[a.length()][b.length()];
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }
}
