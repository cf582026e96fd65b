package io.kubeferry.bundler.cli.command;

import io.kubeferry.bundler.cache.Pruning;
import io.kubeferry.bundler.cache.Pruning.Entry;
import io.kubeferry.bundler.cli.option.CacheOption;
import io.kubeferry.bundler.cli.option.OutputOption;
import io.kubeferry.bundler.cli.output.ByteCount;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.lock.Lock;
import io.kubeferry.bundler.lock.LockFile;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.Descriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cache} and what can be done with one. */
@Command(name = "cache", description = "Shows and prunes what builds have kept on this machine (see build --cache).")
public final class CacheCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(command.commandLine(), "a command is missing: list or prune");
    }

    public static CommandLine line(Console console) {
        CommandLine line = new CommandLine(new CacheCommand());
        line.addSubcommand(new ListCommand(console));
        line.addSubcommand(new PruneCommand(console));
        return line;
    }

    private static Map<String, Object> figures(Path folder, List<Entry> entries) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cache", folder.toString());
        fields.put("entries", entries.size());
        fields.put("bytes", bytes(entries));
        return fields;
    }

    private static long bytes(List<Entry> entries) {
        return entries.stream().mapToLong(Entry::size).sum();
    }

    private static String words(List<Entry> entries) {
        return entries.size() + (entries.size() == 1 ? " entry, " : " entries, ") + ByteCount.of(bytes(entries));
    }

    /** {@code cache list}. */
    @Command(name = "list", description = "Lists the entries, those first that were not used for the longest time.")
    static final class ListCommand implements Callable<Integer> {
        private final Console console;

        @Mixin
        private CacheOption cache;

        @Mixin
        private OutputOption output;

        ListCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            Path folder = cache.require(console);
            List<Entry> entries = Pruning.entriesOf(folder);
            if (output.json()) {
                Map<String, Object> fields = figures(folder, entries);
                fields.put(
                        "list",
                        entries.stream()
                                .map(entry -> Map.of(
                                        "digest", entry.digest().toString(),
                                        "bytes", entry.size(),
                                        "used", entry.used().toString()))
                                .toList());
                console.out().println(OutputOption.json(fields));
                return 0;
            }
            entries.forEach(entry ->
                    console.out().println(entry.digest() + "  " + entry.used() + "  " + ByteCount.of(entry.size())));
            console.out().println(folder + ": " + words(entries));
            return 0;
        }
    }

    /** {@code cache prune}. */
    @Command(
            name = "prune",
            description =
                    "Deletes entries: those that are too old, then those too many. What a build needs again it fetches"
                            + " again.")
    static final class PruneCommand implements Callable<Integer> {
        private static final Pattern AGE = Pattern.compile("(\\d{1,6})([dhm])");

        private final Console console;

        @Mixin
        private CacheOption cache;

        @Mixin
        private OutputOption output;

        @Option(
                names = "--older-than",
                paramLabel = "AGE",
                description = "Delete what was not used for so long, such as 30d, 12h or 45m.")
        private String olderThan;

        @Option(
                names = "--max-size",
                paramLabel = "SIZE",
                description = "Delete what was not used for the longest time until no more than this is left, such as"
                        + " 20GB.")
        private String maxSize;

        @Option(
                names = "--keep-for",
                paramLabel = "LOCK",
                description = "Keep whatever this lock names; may be given several times.")
        private List<Path> locks = List.of();

        PruneCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            Path folder = cache.require(console);
            Pruning pruning = pruning();
            List<Entry> gone = pruning.prune(folder, Instant.now());
            List<Entry> left = Pruning.entriesOf(folder);
            if (output.json()) {
                Map<String, Object> fields = figures(folder, left);
                fields.put("deletedEntries", gone.size());
                fields.put("deletedBytes", bytes(gone));
                console.out().println(OutputOption.json(fields));
            } else {
                console.out().println(folder + ": " + words(gone) + " deleted; " + words(left) + " left");
            }
            return 0;
        }

        private Pruning pruning() {
            if (olderThan == null && maxSize == null) {
                throw Failure.of(
                        ExitCode.USAGE,
                        "cache prune",
                        "neither --older-than nor --max-size is given",
                        "say what is to go; --max-size 0B empties the cache");
            }
            Set<Digest> kept = new HashSet<>();
            locks.forEach(lock -> kept.addAll(digests(LockFile.read(lock))));
            return new Pruning(
                    Optional.ofNullable(olderThan).map(PruneCommand::age),
                    maxSize == null ? OptionalLong.empty() : OptionalLong.of(size(maxSize)),
                    kept);
        }

        private static Set<Digest> digests(Lock lock) {
            Set<Digest> digests = new HashSet<>();
            lock.images().forEach(image -> {
                image.manifests()
                        .forEach(manifest -> digests.add(manifest.descriptor().digest()));
                image.blobs().stream().map(Descriptor::digest).forEach(digests::add);
            });
            lock.files().forEach(file -> digests.add(file.digest()));
            return digests;
        }

        private static Duration age(String text) {
            Matcher matcher = AGE.matcher(text);
            if (!matcher.matches()) {
                throw Failure.of(
                        ExitCode.USAGE, "--older-than", "is '" + text + "'", "write it such as 30d, 12h or 45m");
            }
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "d" -> Duration.ofDays(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofMinutes(number);
            };
        }

        private static long size(String text) {
            try {
                return ByteCount.parse(text);
            } catch (IllegalArgumentException e) {
                throw Failure.of(ExitCode.USAGE, "--max-size", e.getMessage(), "write it such as 20GB", e);
            }
        }
    }
}
