package io.kubeferry.installer.host;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Argument vectors as text for a POSIX shell that gives back the same vector. */
final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWords() {}

    static String join(List<String> argv) {
        return argv.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    }

    /** POSIX.1-2017, Shell Command Language, 2.2.2: within single quotes every character but the quote stands for itself. */
    static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an argument with a zero byte cannot be handed to a program");
        }
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
