package io.kubeferry.manifests.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.Commands;
import io.kubeferry.manifests.Golden;
import io.kubeferry.manifests.bundle.TarLayout.Place;
import io.kubeferry.manifests.content.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarLayoutTest {
    private static final Digest NOTHING = Digest.of(new byte[0]);
    private static final long NINE_GIB = 9L << 30;

    private static BundleEntry entry(String path, long size) {
        return new BundleEntry(path, size, NOTHING, BundleEntry.PLAIN);
    }

    private static String longName(int length) {
        return "installer/" + ("name-" + "x".repeat(35) + "/").repeat(10).substring(0, length - 11) + "z";
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("README.txt", SampleBundle.utf8("read me\n"));
        files.put("empty", new byte[0]);
        files.put("whole", new byte[1024]);
        files.put(longName(100), SampleBundle.utf8("100"));
        files.put(longName(101), SampleBundle.utf8("101"));
        files.put(longName(300), SampleBundle.utf8("300"));
        files.put("after", SampleBundle.utf8("after the long names"));
        return files;
    }

    @Test
    void placesEntriesOneAfterTheOtherInWholeBlocks() {
        TarLayout layout = TarLayout.of(List.of(entry("a", 0), entry("b", 1), entry("c", 512), entry("d", 513)));
        List<Place> places = layout.places();
        assertEquals(
                List.of(0L, 512L, 1536L, 2560L),
                places.stream().map(Place::headerOffset).toList());
        assertEquals(
                List.of(0, 511, 0, 511), places.stream().map(Place::padding).toList());
        assertEquals(4096, places.get(3).end());
        assertEquals(4096 + TarLayout.END_SIZE, layout.size());
        assertEquals(TarLayout.END_SIZE, TarLayout.of(List.of()).size());
    }

    @Test
    void countsBeyondWhatAnIntHolds() {
        TarLayout layout = TarLayout.of(List.of(entry("a", NINE_GIB), entry("b", 3)));
        Place first = layout.places().get(0);
        assertEquals(3 * 512, first.header().length, "a pax header, its record, the header");
        assertEquals(first.header().length + NINE_GIB, layout.places().get(1).headerOffset());
        assertTrue(layout.size() > NINE_GIB);
    }

    @Test
    void givesTheSameHeadersEveryTime() {
        List<BundleEntry> entries = SampleBundle.entries(files());
        List<Place> one = TarLayout.of(entries).places();
        List<Place> other = TarLayout.of(entries).places();
        for (int i = 0; i < one.size(); i++) {
            assertArrayEquals(one.get(i).header(), other.get(i).header());
        }
    }

    @Test
    void writesTheHeadersThatItAlwaysWrote() throws IOException {
        StringBuilder dump = new StringBuilder();
        List<BundleEntry> entries = List.of(
                entry("README.txt", 1234),
                new BundleEntry("installer/bin/installer", 77, NOTHING, BundleEntry.EXECUTABLE),
                entry(longName(150), 5),
                entry(NOTHING.layoutPath(), NINE_GIB));
        for (Place place : TarLayout.of(entries).places()) {
            dump.append(place.entry().path()).append('\n');
            byte[] header = place.header();
            for (int at = 0; at < header.length; at += 32) {
                byte[] line = Arrays.copyOfRange(header, at, at + 32);
                if (!Arrays.equals(line, new byte[32])) {
                    dump.append("%04x %s\n".formatted(at, HexFormat.of().formatHex(line)));
                }
            }
        }
        Golden.assertGolden("tar-headers.txt", dump.toString());
    }

    @Test
    void isReadByCommonsCompress() throws IOException {
        Map<String, byte[]> files = files();
        Map<String, byte[]> found = new LinkedHashMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new ByteArrayInputStream(SampleBundle.tar(files)), "UTF-8")) {
            for (TarArchiveEntry each = tar.getNextEntry(); each != null; each = tar.getNextEntry()) {
                assertEquals(0L, each.getLastModifiedTime().toMillis());
                assertEquals(0100644, each.getMode());
                found.put(each.getName(), tar.readAllBytes());
            }
        }
        assertEquals(List.copyOf(files.keySet()), List.copyOf(found.keySet()));
        files.forEach((path, content) -> assertArrayEquals(content, found.get(path), path));
    }

    @Test
    void isReadByGnuTar(@TempDir Path folder) throws IOException, InterruptedException {
        Commands.assumePresent("tar", "--version");
        Map<String, byte[]> files = files();
        Files.write(folder.resolve("bundle.tar"), SampleBundle.tar(files));
        List<String> listed = Commands.run(folder, "tar", "--numeric-owner", "-tvf", "bundle.tar")
                .lines()
                .toList();
        assertEquals(files.size(), listed.size(), listed.toString());
        assertEquals("-rw-r--r-- 0/0               8 1970-01-01 00:00 README.txt", listed.get(0));
        Path target = Files.createDirectory(folder.resolve("target"));
        Commands.run(folder, "tar", "-xf", "bundle.tar", "-C", target.toString());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertArrayEquals(file.getValue(), Files.readAllBytes(target.resolve(file.getKey())), file.getKey());
        }
    }

    @Test
    void hasSizesBeyondEightGibibytesThatGnuTarReads(@TempDir Path folder) throws IOException, InterruptedException {
        Commands.assumePresent("tar", "--version");
        TarLayout layout = TarLayout.of(List.of(entry("a", NINE_GIB), entry("b", 3)));
        // A file with a hole: nine gibibytes to look at, a few blocks on the disk.
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve("sparse.tar").toFile(), "rw")) {
            sparse.setLength(layout.size());
            for (Place place : layout.places()) {
                sparse.seek(place.headerOffset());
                sparse.write(place.header());
            }
        }
        List<String> listed = Commands.run(folder, "tar", "--numeric-owner", "-tvf", "sparse.tar")
                .lines()
                .toList();
        assertEquals(
                List.of(
                        "-rw-r--r-- 0/0      " + NINE_GIB + " 1970-01-01 00:00 a",
                        "-rw-r--r-- 0/0               3 1970-01-01 00:00 b"),
                listed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "../x",
                "a/../b",
                "a/..",
                "..",
                ".",
                "./a",
                "a/.",
                "a//b",
                "a/",
                "a b",
                "a\nb",
                "a\\b",
                "ä",
                "a:b",
                "a\u0000b"
            })
    void refusesPathsThatLeaveTheBundle(String path) {
        String message = assertThrows(IllegalArgumentException.class, () -> entry(path, 1))
                .getMessage();
        assertEquals("'" + path + "' is not a path inside a bundle", message);
    }

    @Test
    void refusesSizesAndModesThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> entry("a", -1));
        assertThrows(IllegalArgumentException.class, () -> new BundleEntry("a", 1, NOTHING, 04755));
    }
}
