package io.kubeferry.bundler.local;

import io.kubeferry.manifests.image.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What a JDK or a runtime image says about itself in its file {@code release}.
 *
 * @param text the whole file
 */
record ReleaseFile(String text, Properties properties) {
    static ReleaseFile of(Path java) throws IOException {
        String text = Files.readString(java.resolve("release"), StandardCharsets.UTF_8);
        Properties properties = new Properties();
        properties.load(new java.io.StringReader(text));
        return new ReleaseFile(text, properties);
    }

    /** Such as {@code 17.0.15}. */
    String javaVersion() {
        return value("JAVA_VERSION").orElse("unknown");
    }

    /** Such as 17. */
    int feature() {
        try {
            return Runtime.Version.parse(javaVersion()).feature();
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    /** What it runs on, where the file says so. */
    Optional<Platform> platform() {
        return value("OS_NAME")
                .flatMap(os -> value("OS_ARCH")
                        .map(arch ->
                                new Platform(os.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""), goName(arch))));
    }

    private static String goName(String arch) {
        return switch (arch) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> arch.replaceAll("[^a-z0-9]", "");
        };
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(properties.getProperty(key)).map(text -> text.replace("\"", ""));
    }
}
