package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.image.Platform;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A tool of {@code binaries.yaml}; what is empty in an overlay is as in the catalogue below it.
 *
 * @param where its place in the file
 * @param versionsBeginWithV whether its versions are spelled with a {@code v}
 * @param sha256 version without {@code v} to platform to digest
 */
record Tool(
        String where,
        Optional<UrlPattern> url,
        Optional<Boolean> versionsBeginWithV,
        Optional<ChecksumPattern> checksum,
        Map<String, Map<Platform, Digest>> sha256) {
    /** Where upstream publishes checksums, and how. */
    record ChecksumPattern(Checksum.Form form, UrlPattern url) {}

    static Tool from(YamlValue value) {
        Map<String, Map<Platform, Digest>> sha256 = new TreeMap<>();
        value.find("sha256")
                .ifPresent(given -> given.entries().forEach((version, platforms) -> {
                    Map<Platform, Digest> known =
                            sha256.computeIfAbsent(VersionOrder.bare(version), none -> new TreeMap<>());
                    platforms
                            .entries()
                            .forEach((platform, hex) -> known.put(Platform.parse(platform), new Digest(hex.text())));
                }));
        return new Tool(
                value.where(),
                value.find("url").map(YamlValue::text).map(UrlPattern::new),
                value.find("versionsBeginWithV").map(YamlValue::bool),
                value.find("checksum").map(Tool::checksumFrom),
                sha256);
    }

    private static ChecksumPattern checksumFrom(YamlValue choice) {
        Map.Entry<String, YamlValue> one =
                choice.entries().entrySet().iterator().next();
        return new ChecksumPattern(
                Checksum.Form.valueOf(one.getKey().toUpperCase(Locale.ROOT)),
                new UrlPattern(one.getValue().text()));
    }

    Tool overlaidBy(Tool own) {
        Map<String, Map<Platform, Digest>> all = new TreeMap<>(sha256);
        own.sha256.forEach((version, platforms) -> all.merge(version, platforms, Tool::merged));
        return new Tool(
                own.where,
                own.url.or(() -> url),
                own.versionsBeginWithV.or(() -> versionsBeginWithV),
                own.checksum.or(() -> checksum),
                all);
    }

    Tool with(Map<String, Map<Platform, Digest>> digests) {
        return new Tool(where, url, versionsBeginWithV, checksum, digests);
    }

    private static Map<Platform, Digest> merged(Map<Platform, Digest> below, Map<Platform, Digest> own) {
        Map<Platform, Digest> all = new TreeMap<>(below);
        all.putAll(own);
        return all;
    }

    /** The version as upstream spells it. */
    String spelled(String version) {
        String bare = VersionOrder.bare(version);
        return versionsBeginWithV.orElseThrow() ? "v" + bare : bare;
    }

    ToolRelease release(String name, String version, Platform platform) {
        String spelled = spelled(version);
        UrlPattern download = url.orElseThrow();
        String fileName = download.fileName(spelled, platform);
        return new ToolRelease(
                name,
                spelled,
                platform,
                download.filled(spelled, platform),
                Optional.ofNullable(sha256.get(VersionOrder.bare(version))).map(known -> known.get(platform)),
                checksum.map(
                        pattern -> new Checksum(pattern.url().filled(spelled, platform), pattern.form(), fileName)),
                sha256.containsKey(VersionOrder.bare(version)) ? List.of() : Nearest.around(spelled, versions()));
    }

    /** Those whose sha256 is known, as upstream spells them. */
    NavigableSet<String> versions() {
        NavigableSet<String> versions = new TreeSet<>(new VersionOrder());
        sha256.keySet().forEach(version -> versions.add(spelled(version)));
        return versions;
    }
}
