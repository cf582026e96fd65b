package io.kubeferry.bundler.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The oldest glibc that a runtime starts on. A program that needs a symbol version names it as {@code GLIBC_2.34} in its
 * string table (.gnu.version_r); the highest one over all its files is what the host must have.
 */
final class GlibcRequirement {
    private static final Pattern VERSION =
            Pattern.compile("\\x00GLIBC_(\\d{1,2})\\.(\\d{1,3})(?:\\.\\d{1,3})?(?=\\x00)");
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final int LARGEST = 64 << 20;

    private GlibcRequirement() {}

    private record Version(int major, int minor) {
        static final Comparator<Version> ORDER =
                Comparator.comparingInt(Version::major).thenComparingInt(Version::minor);
    }

    /** Such as {@code 2.34}; {@code 0} where nothing in the folder needs a glibc. */
    static String of(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        Optional<Version> highest = Optional.empty();
        for (Path file : files) {
            Optional<Version> found = highestIn(file);
            highest = Stream.of(highest, found).flatMap(Optional::stream).max(Version.ORDER);
        }
        return highest.map(version -> version.major() + "." + version.minor()).orElse("0");
    }

    private static Optional<Version> highestIn(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(ELF.length);
            if (!java.util.Arrays.equals(magic, ELF)) {
                return Optional.empty();
            }
            // The string tables of a library stand within its first megabytes; libjvm.so has 20 MB in all.
            String text = new String(in.readNBytes(LARGEST), StandardCharsets.ISO_8859_1);
            Matcher matcher = VERSION.matcher(text);
            return matcher.results()
                    .map(each -> new Version(Integer.parseInt(each.group(1)), Integer.parseInt(each.group(2))))
                    .max(Version.ORDER);
        }
    }
}
