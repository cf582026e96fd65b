package io.kubeferry.installer.plan;

import io.kubeferry.installer.plan.Action.Await;
import io.kubeferry.installer.plan.Action.Capture;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.plan.FileContent.ArchiveMember;
import io.kubeferry.installer.plan.FileContent.Blob;
import io.kubeferry.installer.plan.FileContent.SiteCertificate;
import io.kubeferry.installer.plan.FileContent.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan as a person reads it before agreeing to it; nodes that do the very same are told once. */
public final class PlanText {
    /** More files than these are told by their folder: an image has hundreds. */
    private static final int MOST_FILES = 40;
    /** {@code sh -c TEXT NAME}: the text is a resource of the program, its name says enough. */
    private static final int SCRIPT_NAME = 3;

    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    /** The whole plan; one line where there is nothing to do. */
    public static String of(Plan plan) {
        if (plan.isEmpty()) {
            return "Nothing to do: every node is as the site's file and the bundle want it.\n";
        }
        PlanText written = new PlanText();
        plan.phases().forEach(written::add);
        return written.text.toString();
    }

    private void add(PhasePlan phase) {
        boolean ordered = phase.order() == PhasePlan.Order.ONE_BY_ONE;
        text.append(phase.phase()).append(ordered ? " (one by one)\n" : " (all nodes at once)\n");
        Map<String, List<String>> nodes = new LinkedHashMap<>();
        for (Step step : phase.steps()) {
            String done = describe(step);
            if (!done.isEmpty()) {
                nodes.computeIfAbsent(ordered ? step.node() + done : done, key -> new ArrayList<>())
                        .add(step.node());
            }
        }
        nodes.forEach((key, names) -> text.append("  ")
                .append(String.join(", ", names))
                .append("\n")
                .append(ordered ? key.substring(names.get(0).length()) : key));
    }

    private static String describe(Step step) {
        StringBuilder lines = new StringBuilder();
        for (Action action : step.actions()) {
            lines.append("    ").append(describe(action));
        }
        return lines.toString();
    }

    private static String describe(Action action) {
        if (action instanceof Place place) {
            return "place " + place.describe() + "\n" + files(place.files());
        }
        if (action instanceof Run run) {
            String detached =
                    run.detachedAs().map(name -> " (goes on by itself)").orElse("");
            return run.describe() + detached + "\n" + command(run.argv());
        }
        if (action instanceof Await await) {
            return await.describe() + " (at most " + await.limit().toSeconds() + " s)\n" + command(await.argv());
        }
        Capture capture = (Capture) action;
        return capture.describe() + " as " + Placeholder.display(capture.into().mark()) + "\n"
                + command(capture.argv());
    }

    private static String command(List<String> argv) {
        boolean script = argv.size() > SCRIPT_NAME
                && argv.get(0).equals("sh")
                && argv.get(1).equals("-c");
        List<String> shown = new ArrayList<>(script ? List.of("sh") : List.of());
        shown.addAll(script ? argv.subList(SCRIPT_NAME, argv.size()) : argv);
        return "      $ " + Placeholder.display(String.join(" ", shown)) + "\n";
    }

    private static String files(List<PlannedFile> files) {
        if (files.size() > MOST_FILES) {
            return summary(files);
        }
        StringBuilder lines = new StringBuilder();
        files.forEach(file -> lines.append("      ")
                .append(file.path())
                .append("  ")
                .append(content(file.content()))
                .append("\n"));
        return lines.toString();
    }

    private static String summary(List<PlannedFile> files) {
        long bytes = files.stream().mapToLong(file -> size(file.content())).sum();
        String folder = files.get(0).path();
        for (PlannedFile file : files) {
            while (!file.path().startsWith(folder + "/")) {
                folder = folder.substring(0, folder.lastIndexOf('/'));
            }
        }
        return "      " + files.size() + " files, " + amount(bytes) + ", below " + folder + "\n";
    }

    private static long size(FileContent content) {
        if (content instanceof Blob blob) {
            return blob.size();
        }
        if (content instanceof ArchiveMember member) {
            return member.size();
        }
        return content instanceof Text plain ? plain.text().getBytes(StandardCharsets.UTF_8).length : 0;
    }

    private static String content(FileContent content) {
        if (content instanceof Blob blob) {
            return amount(blob.size()) + ", " + blob.digest().brief();
        }
        if (content instanceof ArchiveMember member) {
            return amount(member.size()) + ", " + member.digest().brief();
        }
        if (content instanceof SiteCertificate certificate) {
            String authority = certificate.authority() == FileContent.Authority.SITE ? "site's" : "etcd's";
            return "the " + authority + " own " + certificate.kind()
                    + (certificate.node().isEmpty() ? "" : " for " + certificate.node());
        }
        return amount(size(content));
    }

    private static String amount(long bytes) {
        long kib = 1L << 10;
        long mib = 1L << 20;
        if (bytes < kib) {
            return bytes + " B";
        }
        return bytes < mib
                ? String.format(Locale.ROOT, "%.1f KiB", (double) bytes / kib)
                : String.format(Locale.ROOT, "%.1f MiB", (double) bytes / mib);
    }
}
