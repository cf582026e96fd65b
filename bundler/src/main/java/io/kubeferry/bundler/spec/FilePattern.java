package io.kubeferry.bundler.spec;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pattern for files below the spec's folder: {@code shop/*.yaml}; {@code **} stands for any depth.
 *
 * @param text with '/' between names, relative
 */
record FilePattern(String text) {
    /** Deep enough for charts that were rendered into folders, and an end to circles of links. */
    private static final int DEEPEST = 16;

    FilePattern {
        if (text.startsWith("/") || text.endsWith("/") || text.contains("//")) {
            throw new IllegalArgumentException("'" + text + "' is not a path relative to the spec");
        }
    }

    /** The files that fit, sorted by their paths; relative to the folder. */
    List<Path> filesIn(Path folder) throws IOException {
        PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + text);
        Path start = folder.resolve(plainBeginning());
        if (!Files.exists(start)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(start, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(matcher::matches)
                    .sorted()
                    .toList();
        }
    }

    /** The folders before the first name that has a sign of a pattern. */
    private String plainBeginning() {
        int sign = 0;
        while (sign < text.length() && "*?[{\\".indexOf(text.charAt(sign)) < 0) {
            sign++;
        }
        return sign == text.length() ? text : text.substring(0, text.lastIndexOf('/', sign) + 1);
    }
}
