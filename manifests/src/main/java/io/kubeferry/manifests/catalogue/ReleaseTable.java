package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.document.MappingShape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The releases of one project: those that are listed, and the lines (minors) whose other releases follow a pattern.
 *
 * @param standard the default, with its place in the file; an overlay may leave it out
 */
record ReleaseTable(
        Optional<Standard> standard,
        NavigableMap<String, ReleaseEntry> lines,
        NavigableMap<String, ReleaseEntry> releases) {
    private static final VersionOrder ORDER = new VersionOrder();

    /** The version that is taken by default. */
    record Standard(String where, String version) {}

    /**
     * A release that was looked up.
     *
     * @param newestKnown where the version is later than all known ones of its line: the newest of them
     */
    record Found(String version, ReleaseEntry entry, Optional<String> newestKnown) {}

    static ReleaseTable empty() {
        return new ReleaseTable(Optional.empty(), new TreeMap<>(ORDER), new TreeMap<>(ORDER));
    }

    /** Adds the keys of such a table to a shape. */
    static MappingShape in(MappingShape shape, MappingShape entry) {
        TextShape minor = Shapes.text("a minor in quotes, such as \"3.31\"", "[0-9]{1,6}\\.[0-9]{1,6}");
        return shape.optional("default", ReleaseEntry.version())
                .optional("lines", Shapes.dictionary(minor, entry.optional("newest", ReleaseEntry.version())))
                .optional("releases", Shapes.dictionary(ReleaseEntry.version(), entry));
    }

    static ReleaseTable from(YamlValue value) {
        ReleaseTable table = new ReleaseTable(
                value.find("default").map(given -> new Standard(given.where(), given.text())),
                new TreeMap<>(ORDER),
                new TreeMap<>(ORDER));
        value.find("lines")
                .ifPresent(given ->
                        given.entries().forEach((minor, line) -> table.lines.put(minor, ReleaseEntry.from(line))));
        value.find("releases")
                .ifPresent(given -> given.entries()
                        .forEach((version, release) -> table.releases.put(version, ReleaseEntry.from(release))));
        return table;
    }

    ReleaseTable overlaidBy(ReleaseTable own) {
        NavigableMap<String, ReleaseEntry> allLines = new TreeMap<>(lines);
        allLines.putAll(own.lines);
        NavigableMap<String, ReleaseEntry> all = new TreeMap<>(releases);
        all.putAll(own.releases);
        return new ReleaseTable(own.standard.or(() -> standard), allLines, all);
    }

    void checkComplete(Problems problems) {
        standard.filter(given -> find(given.version()).isEmpty())
                .ifPresent(given -> problems.add(
                        given.where(),
                        "the default " + given.version() + " is not among the releases",
                        "add it, or take another default; " + Nearest.to(given.version(), known())));
    }

    /** All releases that the table names, lines by their newest one. */
    NavigableSet<String> known() {
        NavigableSet<String> known = new TreeSet<>(releases.navigableKeySet());
        lines.values().forEach(line -> line.newest().ifPresent(known::add));
        return known;
    }

    /** Those of the known releases that go with this Kubernetes. */
    NavigableSet<String> knownFor(KubernetesVersion kubernetes) {
        NavigableSet<String> fitting = known();
        fitting.removeIf(
                version -> !find(version).orElseThrow().entry().kubernetes().accepts(kubernetes));
        return fitting;
    }

    /** The default where it goes with this Kubernetes, else the newest that does; the default where none does. */
    String defaultFor(KubernetesVersion kubernetes) {
        NavigableSet<String> fitting = knownFor(kubernetes);
        String usual = standard.orElseThrow().version();
        return fitting.isEmpty() || fitting.contains(usual) ? usual : fitting.last();
    }

    /**
     * A release.
     *
     * @param version with or without a leading {@code v}
     * @param project its name in messages
     * @param file where an operator would add it
     */
    Found release(String version, String project, String file) {
        boolean form = ReleaseEntry.isVersion(version);
        return (form ? find("v" + VersionOrder.bare(version)) : Optional.<Found>empty())
                .orElseThrow(() -> Failure.of(
                        ExitCode.INVALID_INPUT,
                        project + " " + version,
                        form
                                ? "the catalogue does not know this release; "
                                        + Nearest.to("v" + VersionOrder.bare(version), known())
                                : "'" + version + "' is not a version such as " + known().last(),
                        "take a known one, or describe this one under 'releases' of " + file
                                + " in a catalogue folder of your own"));
    }

    private Optional<Found> find(String version) {
        ReleaseEntry listed = releases.get(version);
        if (listed != null) {
            return Optional.of(new Found(version, listed, Optional.empty()));
        }
        String minor = VersionOrder.minor(version);
        NavigableSet<String> ofTheLine = new TreeSet<>(ORDER);
        known().stream().filter(each -> VersionOrder.minor(each).equals(minor)).forEach(ofTheLine::add);
        Optional<String> newest = ofTheLine.isEmpty() ? Optional.empty() : Optional.of(ofTheLine.last());
        boolean later = newest.filter(each -> ORDER.compare(version, each) <= 0).isEmpty();
        return Optional.ofNullable(lines.get(minor))
                .filter(line -> later || line.newest().isPresent())
                .map(line -> new Found(version, line, later ? newest : Optional.empty()))
                .or(() -> ofALaterLine(version));
    }

    /** Of a line that is later than all: by the pattern of the newest line, and nothing else is known of it. */
    private Optional<Found> ofALaterLine(String version) {
        NavigableSet<String> known = known();
        if (lines.isEmpty() || known.isEmpty() || ORDER.compare(version, known.last()) <= 0) {
            return Optional.empty();
        }
        ReleaseEntry newest = lines.lastEntry().getValue();
        return Optional.of(new Found(version, newest.ofAnUnknownLine(), Optional.of(known.last())));
    }
}
