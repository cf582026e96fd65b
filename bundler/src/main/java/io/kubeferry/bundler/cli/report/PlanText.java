package io.kubeferry.bundler.cli.report;

import io.kubeferry.bundler.build.Survey;
import io.kubeferry.bundler.build.Survey.Row;
import io.kubeferry.bundler.cli.output.ByteCount;
import io.kubeferry.bundler.cli.output.Fields;
import io.kubeferry.bundler.lock.Lock;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a build would do, for people and for programs; all sizes are bytes.
 *
 * @param bundle the file that it would write
 * @param size of that file
 * @param localBytes of it that this machine gives: installer and runtimes
 * @param keptBytes of it that an earlier run has left; some of these may be in the cache, too
 * @param fetchBytes of it that have to be fetched still
 * @param freeBytes of the folder that it would be in
 * @param mediaSize of what it is carried on; empty where nobody said
 * @param notes what a person should know
 */
public record PlanText(
        Lock lock,
        Survey survey,
        Path bundle,
        long size,
        long localBytes,
        long keptBytes,
        long fetchBytes,
        long freeBytes,
        OptionalLong mediaSize,
        List<String> notes) {
    /** Needed beside what is there already. */
    long diskBytes() {
        return Math.max(0, size - keptBytes);
    }

    long media() {
        return mediaSize.isEmpty() ? 1 : (size + mediaSize.getAsLong() - 1) / mediaSize.getAsLong();
    }

    boolean fits() {
        return diskBytes() <= freeBytes;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("bundle    " + bundle + ", " + ByteCount.of(size));
        lines.add(
                "carries   " + lock.images().size() + " images, " + lock.files().size() + " files, Kubernetes "
                        + lock.kubernetes().stream()
                                .map(release -> release.version().toString())
                                .collect(Collectors.joining(" -> "))
                        + lock.upgradeFrom().map(from -> " (from " + from + ")").orElse("") + " for "
                        + lock.platforms().stream().map(Platform::toString).collect(Collectors.joining(", ")));
        lines.addAll(table());
        lines.add("contents  " + ByteCount.of(survey.totalBytes()) + " of images and files, "
                + ByteCount.of(survey.uniqueBytes()) + " with each of their " + survey.uniqueBlobs()
                + " parts once");
        lines.add("cached    " + ByteCount.of(survey.cachedBytes()));
        lines.add("left      " + ByteCount.of(keptBytes) + " from an earlier run");
        lines.add("to fetch  " + ByteCount.of(fetchBytes()));
        lines.add("from here " + ByteCount.of(localBytes) + ": installer and Java runtime");
        lines.add("media     " + media()
                + (mediaSize.isPresent() ? " of " + ByteCount.ofMedia(mediaSize.getAsLong()) : ""));
        lines.add("disk      " + ByteCount.of(diskBytes()) + " needed, " + ByteCount.of(freeBytes) + " free"
                + (fits() ? "" : ": too little"));
        notes.forEach(note -> lines.add("note      " + note));
        return lines;
    }

    private List<String> table() {
        List<String> lines = new ArrayList<>();
        int width = survey.rows().stream()
                .mapToInt(row -> row.component().length())
                .max()
                .orElse(0);
        lines.add(String.format(Locale.ROOT, "          %-" + width + "s  images  files       bytes  not shared", ""));
        for (Row row : survey.rows()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "          %-" + width + "s  %6d  %5d  %10s  %10s",
                    row.component(),
                    row.images(),
                    row.files(),
                    ByteCount.of(row.bytes()),
                    ByteCount.of(row.ownBytes())));
        }
        return lines;
    }

    public Fields fields() {
        return new Fields()
                .with("bundle", bundle.toString())
                .with("upgradeFrom", lock.upgradeFrom().map(KubernetesVersion::toString))
                .withTexts(
                        "kubernetes",
                        lock.kubernetes().stream()
                                .map(KubernetesComponent::version)
                                .toList())
                .withTexts("platforms", lock.platforms())
                .with("images", lock.images().size())
                .with("files", lock.files().size())
                .with("size", size)
                .with("totalBytes", survey.totalBytes())
                .with("uniqueBytes", survey.uniqueBytes())
                .with("uniqueBlobs", survey.uniqueBlobs())
                .with("cachedBytes", survey.cachedBytes())
                .with("keptBytes", keptBytes)
                .with("fetchBytes", fetchBytes())
                .with("localBytes", localBytes)
                .with("media", media())
                .with("diskBytes", diskBytes())
                .with("freeBytes", freeBytes)
                .withRows("components", survey.rows(), PlanText::fields)
                .withTexts("notes", notes);
    }

    private static Fields fields(Row row) {
        return new Fields()
                .with("component", row.component())
                .with("images", row.images())
                .with("files", row.files())
                .with("bytes", row.bytes())
                .with("ownBytes", row.ownBytes());
    }
}
