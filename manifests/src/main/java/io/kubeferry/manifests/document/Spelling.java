package io.kubeferry.manifests.document;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt key was meant to be. */
final class Spelling {
    private static final int FARTHEST = 2;

    private Spelling() {}

    /** The known word with the fewest edits from {@code word}; empty where none is near. */
    static Optional<String> nearest(String word, List<String> known) {
        return known.stream()
                .filter(each -> edits(word, each) <= Math.min(FARTHEST, each.length() / 2))
                .min(Comparator.comparingInt(each -> edits(word, each)));
    }

    /** Levenshtein's distance, without regard to case. */
    private static int edits(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
