package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.document.MappingShape;
import io.kubeferry.manifests.document.Shape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.image.Platform;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What {@code binaries.yaml} says. */
record ToolTable(NavigableMap<String, Tool> tools) {
    static final String NAME = "binaries.yaml";
    /** The digests of the versions that the program's own catalogue knows. */
    static final String DIGESTS = "binaries.sha256.txt";

    static final CatalogueFile<ToolTable> FILE =
            new CatalogueFile<>(NAME, shape(), ToolTable::from, new ToolTable(new TreeMap<>()));

    private static final String VERSION = "v?[0-9]{1,6}(\\.[0-9]{1,6}){1,2}([.+-][A-Za-z0-9.+-]+)?";
    private static final Pattern VERSION_FORM = Pattern.compile(VERSION);

    /** A version in either spelling. */
    static TextShape version() {
        return Shapes.text("a version such as v1.36.3 or 1.7.34", VERSION);
    }

    private static MappingShape shape() {
        Shape url = Shapes.parsed("an http or https URL; {version} and {arch} are filled in", UrlPattern::new);
        Shape platforms = Shapes.dictionary(
                Shapes.parsed("a platform such as linux/amd64", Platform::parse),
                Shapes.parsed("64 hexadecimal digits", Digest::new));
        Shape tool = Shapes.mapping()
                .optional("url", url)
                .optional("versionsBeginWithV", Shapes.bool())
                .optional(
                        "checksum",
                        Shapes.mapping()
                                .optional("bare", url)
                                .optional("lines", url)
                                .choice())
                .optional("sha256", Shapes.dictionary(version(), platforms));
        return CatalogueFile.beginning("Binaries")
                .optional(
                        "tools",
                        Shapes.dictionary(
                                Shapes.text("a name of lower-case letters, digits and '-'", "[a-z][a-z0-9-]*"), tool));
    }

    private static ToolTable from(YamlValue root) {
        NavigableMap<String, Tool> tools = new TreeMap<>();
        root.find("tools")
                .ifPresent(given -> given.entries().forEach((name, value) -> tools.put(name, Tool.from(value))));
        return new ToolTable(tools);
    }

    /**
     * The same tools with digests.
     *
     * @param lines {@code tool version platform hex}, as {@code binaries.sha256.txt} has them: far faster to read than YAML
     */
    ToolTable withDigests(String lines) {
        ToolTable known = new ToolTable(new TreeMap<>(tools));
        Map<String, Map<String, Map<Platform, Digest>>> digests = new TreeMap<>();
        lines.lines()
                .map(line -> line.split(" "))
                .forEach(words -> digests.computeIfAbsent(words[0], none -> new TreeMap<>())
                        .computeIfAbsent(VersionOrder.bare(words[1]), none -> new TreeMap<>())
                        .put(Platform.parse(words[2]), new Digest(words[3])));
        digests.forEach((name, sha256) -> known.tools.computeIfPresent(name, (same, tool) -> tool.with(sha256)));
        return known;
    }

    ToolTable overlaidBy(ToolTable own) {
        NavigableMap<String, Tool> all = new TreeMap<>(tools);
        own.tools.forEach((name, tool) -> all.merge(name, tool, Tool::overlaidBy));
        return new ToolTable(all);
    }

    void checkComplete(Problems problems) {
        tools.forEach((name, tool) -> {
            if (tool.url().isEmpty() || tool.versionsBeginWithV().isEmpty()) {
                problems.add(
                        tool.where(),
                        "tool " + name + " is new and lacks 'url' or 'versionsBeginWithV'",
                        "add both; where an existing tool was meant, the names are "
                                + String.join(", ", tools.keySet()));
            }
        });
    }

    ToolRelease release(String name, String version, Platform platform) {
        Tool tool = tool(name);
        if (!VERSION_FORM.matcher(version).matches()) {
            throw invalid(
                    name,
                    "'" + version + "' is not a version",
                    "write it as upstream does, such as " + tool.spelled("1.7.34"));
        }
        if (!platform.os().equals("linux")) {
            throw invalid(name, "there is none for " + platform, "take linux/amd64 or linux/arm64");
        }
        return tool.release(name, version, platform);
    }

    NavigableSet<String> versions(String name) {
        return tool(name).versions();
    }

    private Tool tool(String name) {
        return Optional.ofNullable(tools.get(name))
                .orElseThrow(() -> invalid(
                        name,
                        "the catalogue does not know this tool",
                        "known are " + String.join(", ", tools.keySet()) + "; add others to " + NAME
                                + " in a catalogue folder of your own"));
    }

    private static Failure invalid(String tool, String what, String next) {
        return Failure.of(ExitCode.INVALID_INPUT, "tool " + tool, what, next);
    }
}
