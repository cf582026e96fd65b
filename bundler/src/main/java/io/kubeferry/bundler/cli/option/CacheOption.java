package io.kubeferry.bundler.cli.option;

import io.kubeferry.bundler.cache.ContentCache;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.progress.Progress;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --cache}. */
public final class CacheOption {
    private static final String VARIABLE = "KUBEFERRY_CONTENT_CACHE";

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Keep what is fetched in this folder, and take from it what it has (default: the environment's"
                            + " " + VARIABLE
                            + "; without either nothing is kept, since it takes the bundle's space again)."
                            + " Builds may share it; 'bundler cache' shows and prunes it.")
    private Path folder;

    /** The cache to use; it keeps nothing where none is named. */
    public ContentCache open(Console console, Progress progress) {
        return folder(console).map(each -> ContentCache.in(each, progress)).orElseGet(ContentCache::none);
    }

    /** The folder, which has to be named and to be there. */
    public Path require(Console console) {
        Path found = folder(console)
                .orElseThrow(() -> Failure.of(
                        ExitCode.USAGE, "--cache", "no cache is named", "name its folder, or set " + VARIABLE));
        if (!Files.isDirectory(found)) {
            throw Failure.of(ExitCode.USAGE, found.toString(), "there is no such folder", "check the path");
        }
        return found;
    }

    private Optional<Path> folder(Console console) {
        return Optional.ofNullable(folder)
                .or(() -> Optional.ofNullable(console.environment().get(VARIABLE))
                        .filter(value -> !value.isBlank())
                        .map(Path::of));
    }
}
