package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a catalogue as they were found.
 *
 * @param place the folder, for messages
 * @param texts name to text, for those that are there
 */
record CatalogueTexts(String place, Map<String, String> texts) {
    private static final long LIMIT = 16L << 20;

    /** A file that comes with the program. */
    static String bundled(String name) {
        try (InputStream resource = CatalogueTexts.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("this program was built without " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("this program's own " + name, e);
        }
    }

    /** The files of an operator's folder: any of those names, and no others. */
    static CatalogueTexts of(Path folder, Collection<String> names) {
        Problems problems = new Problems();
        Map<String, String> texts = new TreeMap<>();
        for (Path file : list(folder)) {
            String name = file.getFileName().toString();
            if (!names.contains(name)) {
                problems.add(
                        file.toString(),
                        "a catalogue has no file of this name",
                        "move it elsewhere, or name it one of " + String.join(", ", names));
            } else {
                read(file, problems, texts);
            }
        }
        problems.throwIfAny(ExitCode.INVALID_INPUT);
        return new CatalogueTexts(folder.toString(), texts);
    }

    private static List<Path> list(Path folder) {
        List<Path> files = new ArrayList<>();
        // What begins with a dot is an editor's or a version control's.
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(
                folder, file -> !file.getFileName().toString().startsWith("."))) {
            stream.forEach(files::add);
        } catch (IOException e) {
            throw unreadable(folder, e);
        } catch (DirectoryIteratorException e) {
            throw unreadable(folder, e.getCause());
        }
        files.sort(null);
        return files;
    }

    private static void read(Path file, Problems problems, Map<String, String> texts) {
        String where = file.toString();
        try {
            if (Files.size(file) > LIMIT) {
                problems.add(
                        where,
                        "it has " + Files.size(file) + " bytes, the limit is " + LIMIT,
                        "check that it is a file of a catalogue");
                return;
            }
            texts.put(file.getFileName().toString(), Files.readString(file));
        } catch (MalformedInputException e) {
            problems.add(where, "it is not UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            problems.add(where, "it cannot be read: " + e.getMessage(), "check that it is a file you may read");
        }
    }

    private static Failure unreadable(Path folder, IOException cause) {
        return Failure.of(
                ExitCode.INVALID_INPUT,
                folder.toString(),
                "the catalogue's folder cannot be read (" + cause.getClass().getSimpleName() + ")",
                "give a folder that is there and that you may read",
                cause);
    }

    /** How a file is named in problems. */
    String where(String name) {
        return place + "/" + name;
    }
}
