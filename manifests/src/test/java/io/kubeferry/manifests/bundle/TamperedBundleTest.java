package io.kubeferry.manifests.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.bundle.TarLayout.Place;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Problem;
import io.kubeferry.manifests.trust.SigstoreBundle;
import io.kubeferry.manifests.trust.VerificationKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A bundle that is not byte for byte what was signed is refused, whatever was done to it. */
class TamperedBundleTest {
    private static final byte[] GOOD = SampleBundle.good();
    private static final String BLOB = Digest.of(SampleBundle.WHOLE_BLOCKS).layoutPath();
    private static final String ODD_BLOB = Digest.of(SampleBundle.ODD).layoutPath();

    private final FileSystem disk = Jimfs.newFileSystem(Configuration.unix());
    private final Path file = disk.getPath("/media/edge.tar");

    @AfterEach
    void closeDisk() throws IOException {
        disk.close();
    }

    /**
     * One kind of tampering.
     *
     * @param says what the message must have in it
     */
    record Kind(String name, byte[] bundle, KeyPair key, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Kind kind(String name, byte[] bundle, String says) {
        return new Kind(name, bundle, SampleBundle.SIGNER, says);
    }

    static Stream<Kind> kinds() {
        return Stream.of(signatures(), flippedBytes(), entries(), specialEntries(), sizes(), otherFiles(), manifests())
                .flatMap(kinds -> kinds);
    }

    private static Stream<Kind> signatures() {
        byte[] manifest = SampleBundle.goodManifest();
        byte[] signature = SampleBundle.sign(SampleBundle.SIGNER.getPrivate(), manifest);
        byte[] sigstore = SigstoreBundle.of(SampleBundle.key(SampleBundle.SIGNER), manifest, signature);
        byte[] ofOther =
                SampleBundle.sign(SampleBundle.SIGNER.getPrivate(), SampleBundle.utf8("{\"another\": \"file\"}"));
        byte[] ofStranger = SampleBundle.sign(SampleBundle.STRANGER.getPrivate(), manifest);
        byte[] garbage = SampleBundle.utf8("!!! not base64 !!!\n");
        byte[] noDer = SampleBundle.base64(SampleBundle.utf8("not a DER sequence"));
        byte[] zeros = SampleBundle.base64(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0});
        byte[] changed = new String(sigstore, StandardCharsets.UTF_8)
                .replace("SHA2_256", "SHA2_384")
                .getBytes(StandardCharsets.UTF_8);
        String doesNotHold = "the signature does not hold";
        return Stream.of(
                new Kind("a wrong key", GOOD, SampleBundle.STRANGER, doesNotHold),
                kind("no signature entry", without(GOOD, BundleLayout.SIGNATURE), "where bundle.json.sig belongs"),
                kind(
                        "no sigstore entry",
                        without(GOOD, BundleLayout.SIGSTORE_BUNDLE),
                        "where bundle.json.sigstore.json belongs"),
                kind("the signature of another file", signed(SampleBundle.base64(ofOther), sigstore), doesNotHold),
                kind("a stranger's signature", signed(SampleBundle.base64(ofStranger), sigstore), doesNotHold),
                kind("a signature that is garbage", signed(garbage, sigstore), "bundle.json.sig is not base64"),
                kind("a signature that is no DER", signed(noDer, sigstore), doesNotHold),
                kind("a signature of two zeros", signed(zeros, sigstore), doesNotHold),
                kind("an empty signature", signed(new byte[0], sigstore), doesNotHold),
                kind("another sigstore bundle", signed(SampleBundle.base64(signature), changed), "does not say what"));
    }

    private static Stream<Kind> flippedBytes() {
        List<Kind> kinds = new ArrayList<>();
        Map.of(
                        BundleLayout.README,
                        BundleLayout.README,
                        BundleLayout.MANIFEST,
                        "the signature does not hold",
                        BundleLayout.SIGNATURE,
                        "signature",
                        BundleLayout.SIGSTORE_BUNDLE,
                        "does not say what",
                        BundleLayout.CHECKSUMS,
                        BundleLayout.CHECKSUMS + ": its content has the digest",
                        BLOB,
                        BLOB + ": its content has the digest",
                        ODD_BLOB,
                        ODD_BLOB + ": its content has the digest")
                .forEach((path, says) -> {
                    Place place = SampleBundle.place(GOOD, path);
                    kinds.add(kind("a byte flipped in " + path, flipped(place.contentOffset() + 5), says));
                });
        Place checksums = SampleBundle.place(GOOD, BundleLayout.CHECKSUMS);
        Place blob = SampleBundle.place(GOOD, BLOB);
        Place odd = SampleBundle.place(GOOD, ODD_BLOB);
        long padding = odd.contentOffset() + odd.entry().size();
        kinds.add(kind("a byte flipped in a name", flipped(checksums.headerOffset()), "SHA256SUMS: the tar header"));
        kinds.add(kind("a byte flipped in a mode", flipped(blob.headerOffset() + 104), "the tar header at byte"));
        kinds.add(kind("a byte flipped in the unused end of a header", flipped(blob.headerOffset() + 511), BLOB));
        kinds.add(kind("a byte flipped in padding", flipped(padding + 3), "byte " + padding));
        kinds.add(kind("the first byte flipped", flipped(0), BundleLayout.README));
        kinds.add(kind("the last byte flipped", flipped(GOOD.length - 1), "between the entries"));
        kinds.add(kind("the first byte of the end flipped", flipped(GOOD.length - 1024), "between the entries"));
        return kinds.stream();
    }

    private static Stream<Kind> entries() {
        byte[] extra = entry("extra", TarConstants.LF_NORMAL, "", new byte[512]);
        Place blob = SampleBundle.place(GOOD, BLOB);
        Place odd = SampleBundle.place(GOOD, ODD_BLOB);
        byte[] second = Arrays.copyOfRange(GOOD, (int) odd.headerOffset(), (int) odd.end());
        byte[] first = Arrays.copyOfRange(GOOD, (int) blob.headerOffset(), (int) blob.end());
        byte[] swapped = GOOD.clone();
        System.arraycopy(second, 0, swapped, (int) blob.headerOffset(), second.length);
        System.arraycopy(first, 0, swapped, (int) blob.headerOffset() + second.length, first.length);
        byte[] overBlob = entry("extra", TarConstants.LF_NORMAL, "", new byte[512]);
        return Stream.of(
                kind("an entry too many at the end", inserted(GOOD.length - 1024, extra), "something was added"),
                kind("an entry too many in the middle", inserted(blob.headerOffset(), extra), "something was added"),
                kind("an entry too many at the beginning", inserted(0, extra), "where README.txt belongs"),
                kind("an entry after the end", inserted(GOOD.length, extra), "something was added"),
                kind(
                        "an entry in the place of a blob's beginning",
                        replaced(blob.headerOffset(), overBlob),
                        "it is for 'extra', a file of 512 bytes"),
                kind("an entry too few", without(GOOD, BLOB), "it is truncated"),
                kind("an entry twice", inserted(odd.headerOffset(), first), "something was added"),
                kind(
                        "an entry twice in the place of another",
                        replaced(odd.headerOffset(), Arrays.copyOf(first, 1024)),
                        ODD_BLOB),
                kind("entries out of order", swapped, "the tar header at byte"),
                kind("no README", without(GOOD, BundleLayout.README), "where README.txt belongs"));
    }

    private static Stream<Kind> specialEntries() {
        long blob = SampleBundle.place(GOOD, BLOB).headerOffset();
        return Stream.of(
                special(blob, "a path that climbs", "../x", TarConstants.LF_NORMAL, "it is for '../x'"),
                special(blob, "a path that climbs within", "blobs/../../x", TarConstants.LF_NORMAL, "'blobs/../../x'"),
                special(blob, "an absolute path", "/etc/shadow", TarConstants.LF_NORMAL, "etc/shadow"),
                special(blob, "a symbolic link", BLOB, TarConstants.LF_SYMLINK, "a link to '/etc/shadow'"),
                special(blob, "a hard link", BLOB, TarConstants.LF_LINK, "a link to '/etc/shadow'"),
                special(blob, "a character device", BLOB, TarConstants.LF_CHR, "neither a file nor a link"),
                special(blob, "a block device", BLOB, TarConstants.LF_BLK, "neither a file nor a link"),
                special(blob, "a pipe", BLOB, TarConstants.LF_FIFO, "neither a file nor a link"),
                special(blob, "a directory", BLOB + "/", TarConstants.LF_DIR, "neither a file nor a link"),
                special(
                        blob,
                        "a long name that hides another",
                        "././@LongLink",
                        TarConstants.LF_GNUTYPE_LONGNAME,
                        BLOB),
                special(blob, "a pax header", "x", TarConstants.LF_PAX_EXTENDED_HEADER_LC, BLOB),
                special(blob, "a sparse file", BLOB, TarConstants.LF_GNUTYPE_SPARSE, BLOB),
                special(0, "README as a link", "README.txt", TarConstants.LF_SYMLINK, "where README.txt belongs"),
                special(0, "README as a directory", "README.txt/", TarConstants.LF_DIR, "where README.txt belongs"),
                special(0, "README as a device", "README.txt", TarConstants.LF_CHR, "where README.txt belongs"),
                special(0, "a long name first", "././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME, "/media/edge.tar"),
                special(0, "a global pax header first", "g", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER, "edge.tar"));
    }

    private static Kind special(long at, String name, String path, byte type, String says) {
        return kind(name, replaced(at, entry(path, type, "/etc/shadow", new byte[0])), says);
    }

    private static Stream<Kind> sizes() {
        Place blob = SampleBundle.place(GOOD, BLOB);
        Place manifest = SampleBundle.place(GOOD, BundleLayout.MANIFEST);
        Place signature = SampleBundle.place(GOOD, BundleLayout.SIGNATURE);
        Place end = SampleBundle.place(GOOD, ODD_BLOB);
        return Stream.of(
                kind("a wrong size in a header", resized(blob, 2047), "a file of 2047 bytes"),
                kind("a size that hides the rest", resized(blob, 1L << 40), BLOB),
                kind("a huge size of bundle.json", resized(manifest, 1L << 40), "the limit is 67108864"),
                kind("a size of bundle.json beyond the file", resized(manifest, 60 << 20), "ends within bundle.json"),
                kind("a huge size of the signature", resized(signature, 1L << 20), "the limit is 65536"),
                kind("cut within the first header", cut(100), "/media/edge.tar"),
                kind("cut within README", cut(520), "/media/edge.tar"),
                kind("cut within bundle.json", cut(manifest.contentOffset() + 100), "/media/edge.tar"),
                kind("cut before the signature", cut(signature.headerOffset()), "where bundle.json.sig belongs"),
                kind(
                        "cut after the signatures",
                        cut(SampleBundle.place(GOOD, BundleLayout.CHECKSUMS).headerOffset()),
                        "truncated"),
                kind("cut within a blob", cut(blob.contentOffset() + 1000), "it is truncated"),
                kind("cut between blobs", cut(blob.end()), "it is truncated"),
                kind("cut before the end", cut(end.end()), "it is truncated"),
                kind("cut by one byte", cut(GOOD.length - 1), "it is truncated"),
                kind("a byte appended", inserted(GOOD.length, new byte[1]), "something was added"),
                kind("blocks appended", inserted(GOOD.length, new byte[10240]), "something was added"));
    }

    private static Stream<Kind> otherFiles() {
        return Stream.of(
                kind("an empty file", new byte[0], "the end of the file where README.txt belongs"),
                kind("zeros", new byte[10240], "the end of the file where README.txt belongs"),
                kind("no tar", SampleBundle.utf8("This is a text. ".repeat(500)), "/media/edge.tar"),
                kind("a gzip of the bundle", gzip(GOOD), "/media/edge.tar"),
                kind(
                        "another tar",
                        SampleBundle.tar(Map.of("etc/passwd", SampleBundle.utf8("root"))),
                        "'etc/passwd', a file of 4 bytes, where README.txt belongs"));
    }

    private static Stream<Kind> manifests() {
        String good = new String(SampleBundle.goodManifest(), StandardCharsets.UTF_8);
        Map<String, byte[]> contents = SampleBundle.contents();
        List<BundleEntry> entries = SampleBundle.entries(contents);
        List<BundleEntry> twice = new ArrayList<>(entries);
        twice.add(entries.get(3));
        List<BundleEntry> noReadme = entries.subList(1, entries.size());
        List<BundleEntry> itself = new ArrayList<>(entries);
        itself.add(BundleEntry.of(BundleLayout.SIGNATURE, new byte[0]));
        List<BundleEntry> immense = new ArrayList<>(entries);
        immense.add(new BundleEntry("a", Long.MAX_VALUE - 600, Digest.of(new byte[0]), BundleEntry.PLAIN));
        immense.add(new BundleEntry("b", Long.MAX_VALUE - 600, Digest.of(new byte[0]), BundleEntry.PLAIN));
        return Stream.of(
                signedText(
                        "another format",
                        good.replace("bundle/v1", "bundle/v2"),
                        "the format is kubeferry.io/bundle/v2"),
                signedText("a manifest that is no JSON", good.substring(0, 200), "signed but cannot be read"),
                signedText("an empty manifest", "", "the format is absent"),
                signedText("a manifest that is null", "null", "the format is absent"),
                signedText("a manifest without entries", good.replace("\"entries\"", "\"entrees\""), "cannot be read"),
                signedText(
                        "a signed path that climbs",
                        good.replace("installer/empty", "installer/../x"),
                        "installer/../x"),
                signedText(
                        "a signed absolute path",
                        good.replace("installer/empty", "/installer/empty"),
                        "/installer/empty"),
                signedText(
                        "a signed negative size", good.replace("\"size\" : 2048,", "\"size\" : -1,"), "cannot be read"),
                signedText("a signed digest that is none", good.replace(BLOB.substring(13), "abc"), "cannot be read"),
                signedEntries("a signed entry twice", twice, "installer/empty"),
                signedEntries("a manifest that does not list README", noReadme, "README.txt"),
                signedEntries("a manifest that lists its own signature", itself, "bundle.json.sig"),
                signedEntries("signed sizes that overflow", immense, "/media/edge.tar"));
    }

    private static Kind signedText(String name, String manifest, String says) {
        return kind(name, SampleBundle.signedWith(SampleBundle.utf8(manifest)), says);
    }

    /** The tar has what the manifest lists, where that is possible at all. */
    private static Kind signedEntries(String name, List<BundleEntry> listed, String says) {
        byte[] manifest = BundleManifestJson.write(SampleBundle.manifest(listed));
        byte[] bundle = SampleBundle.signedWith(manifest);
        boolean again = listed.stream().map(BundleEntry::path).distinct().count() < listed.size();
        if (again) {
            Place place =
                    SampleBundle.place(bundle, listed.get(listed.size() - 1).path());
            byte[] copy = Arrays.copyOfRange(bundle, (int) place.headerOffset(), (int) place.end());
            return kind(name, inserted(bundle, bundle.length - TarLayout.END_SIZE, copy), says);
        }
        return kind(name, bundle, says);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isRefusedByVerify(Kind kind) throws IOException {
        refuses(kind, bundle -> bundle.verify(read -> {}));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isRefusedByAPass(Kind kind) throws IOException {
        refuses(kind, bundle -> bundle.pass((entry, content) -> content.readNBytes(7), read -> {}));
    }

    private void refuses(Kind kind, Consumer<SignedBundle> use) throws IOException {
        List<Problem> problems = problems(kind.bundle(), SampleBundle.key(kind.key()), use);
        assertEquals(1, problems.size(), problems.toString());
        String message = problems.get(0).toString();
        assertTrue(message.startsWith("/media/edge.tar"), message);
        assertTrue(message.contains(kind.says()), message);
        assertTrue(message.contains("nothing of it has been used"), message);
    }

    private List<Problem> problems(byte[] bytes, VerificationKey key, Consumer<SignedBundle> use) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return Failures.problemsOf(ExitCode.NOT_TRUSTED, () -> {
            try (SignedBundle bundle = SignedBundle.open(file, key)) {
                use.accept(bundle);
            }
        });
    }

    @Test
    void anyByteFlippedAnywhereIsRefused() throws IOException {
        // Thirteen and a header's 512 bytes have no common divisor: every field of a header has its turn.
        for (int at = 0; at < GOOD.length; at += 13) {
            byte[] bundle = GOOD.clone();
            bundle[at] ^= (byte) (1 << at % 8);
            problems(
                    bundle,
                    SampleBundle.key(SampleBundle.SIGNER),
                    opened -> opened.pass((entry, content) -> {}, read -> {}));
        }
    }

    @Test
    void anyBitOfTheSignatureFlippedIsRefused() throws IOException {
        Place place = SampleBundle.place(GOOD, BundleLayout.SIGNATURE);
        for (long at = place.contentOffset();
                at < place.contentOffset() + place.entry().size();
                at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bundle = GOOD.clone();
                bundle[(int) at] ^= (byte) (1 << bit);
                problems(bundle, SampleBundle.key(SampleBundle.SIGNER), opened -> {});
            }
        }
    }

    @Test
    void anyValueInAHeaderBeforeTheSignatureIsRefused() throws IOException {
        List<byte[]> bundles = headersWithOtherValues();
        for (int i = 0; i < bundles.size(); i += 9) {
            byte[] bundle = bundles.get(i);
            problems(
                    bundle,
                    SampleBundle.key(SampleBundle.SIGNER),
                    opened -> opened.pass((entry, content) -> {}, read -> {}));
        }
    }

    @Test
    void anyValueInAHeaderIsDescribed() {
        for (byte[] bundle : headersWithOtherValues()) {
            String words = TarHeaders.describe(Arrays.copyOf(bundle, 512));
            assertTrue(words.startsWith(": it is "), words);
            assertTrue(words.chars().noneMatch(Character::isISOControl), words);
        }
        assertEquals(": the archive ends here", TarHeaders.describe(new byte[512]));
    }

    /** Bundles whose first header, with a sound checksum, has an unusual value in one of its bytes. */
    private static List<byte[]> headersWithOtherValues() {
        byte[] values = {0, 1, ' ', '-', '0', '7', '9', 'L', 'S', 'g', 'x', '/', (byte) 0x80, (byte) 0xff};
        List<byte[]> bundles = new ArrayList<>();
        for (int at = 0; at < 512; at++) {
            for (byte value : values) {
                byte[] bundle = GOOD.clone();
                bundle[at] = value;
                checksum(bundle, 0);
                if (!Arrays.equals(bundle, GOOD)) {
                    bundles.add(bundle);
                }
            }
        }
        return bundles;
    }

    @Test
    void anUntouchedBundleIsVerified() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, GOOD);
        AtomicLong progress = new AtomicLong();
        try (SignedBundle bundle = SignedBundle.open(file, SampleBundle.key(SampleBundle.SIGNER))) {
            VerifiedBundle verified = bundle.verify(progress::addAndGet);
            assertEquals("edge 2026.11.0", verified.manifest().title());
            assertEquals(GOOD.length, bundle.size());
            assertEquals(GOOD.length, progress.get());
            assertArrayEquals(SampleBundle.ODD, verified.read(ODD_BLOB));
            assertArrayEquals(
                    SampleBundle.WHOLE_BLOCKS,
                    verified.open(Digest.of(SampleBundle.WHOLE_BLOCKS)).readAllBytes());
        }
    }

    @Test
    void aPassHandsOnEveryEntryOnceAndInOrder() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, GOOD);
        Map<String, byte[]> seen = new LinkedHashMap<>();
        AtomicLong progress = new AtomicLong();
        try (SignedBundle bundle = SignedBundle.open(file, SampleBundle.key(SampleBundle.SIGNER))) {
            bundle.pass((entry, content) -> seen.put(entry.path(), content.readAllBytes()), progress::addAndGet);
        }
        List<String> expected = new ArrayList<>(SampleBundle.contents().keySet());
        expected.addAll(1, List.of(BundleLayout.MANIFEST, BundleLayout.SIGNATURE, BundleLayout.SIGSTORE_BUNDLE));
        assertEquals(expected, List.copyOf(seen.keySet()));
        assertArrayEquals(SampleBundle.ODD, seen.get(ODD_BLOB));
        assertEquals(GOOD.length, progress.get());
    }

    @Test
    void hasAtLeastTwentyKindsWithDifferentNames() {
        Map<String, Kind> names = new TreeMap<>();
        kinds().forEach(kind -> {
            assertEquals(null, names.put(kind.name(), kind), kind.name());
            assertTrue(kind.key() != SampleBundle.SIGNER || !Arrays.equals(GOOD, kind.bundle()), kind.name());
        });
        assertTrue(names.size() >= 20, names.keySet().toString());
    }

    private static byte[] signed(byte[] signature, byte[] sigstore) {
        return SampleBundle.tar(
                SampleBundle.files(SampleBundle.goodManifest(), signature, sigstore, SampleBundle.contents()));
    }

    private static byte[] flipped(long at) {
        byte[] bundle = GOOD.clone();
        bundle[(int) at] ^= 0x20;
        return bundle;
    }

    private static byte[] cut(long size) {
        return Arrays.copyOf(GOOD, (int) size);
    }

    private static byte[] without(byte[] bundle, String path) {
        Place place = SampleBundle.place(bundle, path);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.write(bundle, 0, (int) place.headerOffset());
        rest.write(bundle, (int) place.end(), bundle.length - (int) place.end());
        return rest.toByteArray();
    }

    private static byte[] inserted(long at, byte[] what) {
        return inserted(GOOD, at, what);
    }

    private static byte[] inserted(byte[] bundle, long at, byte[] what) {
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(bundle, 0, (int) at);
        longer.writeBytes(what);
        longer.write(bundle, (int) at, bundle.length - (int) at);
        return longer.toByteArray();
    }

    private static byte[] replaced(long at, byte[] what) {
        byte[] bundle = GOOD.clone();
        System.arraycopy(what, 0, bundle, (int) at, what.length);
        assertNotEquals(0, what.length);
        return bundle;
    }

    /** A header and its content, in whole blocks. */
    private static byte[] entry(String path, byte type, String link, byte[] content) {
        TarArchiveEntry entry = new TarArchiveEntry(path, type, true);
        entry.setLinkName(link);
        entry.setSize(content.length);
        entry.setModTime(0L);
        byte[] block = new byte[512 + content.length];
        entry.writeEntryHeader(block);
        System.arraycopy(content, 0, block, 512, content.length);
        return block;
    }

    /** The size as a binary number, the form that numbers beyond eleven octal digits have. */
    private static byte[] resized(Place place, long size) {
        byte[] bundle = GOOD.clone();
        int at = (int) place.headerOffset();
        ByteBuffer field = ByteBuffer.wrap(bundle, at + 124, 12);
        field.putInt(0x8000_0000).putLong(size);
        checksum(bundle, at);
        return bundle;
    }

    /** Makes a header's checksum right again (POSIX.1-2001, pax, "ustar Interchange Format", chksum). */
    private static void checksum(byte[] bundle, int at) {
        Arrays.fill(bundle, at + 148, at + 156, (byte) ' ');
        int sum = 0;
        for (int i = at; i < at + 512; i++) {
            sum += bundle[i] & 0xff;
        }
        byte[] octal = SampleBundle.utf8("%06o\0 ".formatted(sum));
        System.arraycopy(octal, 0, bundle, at + 148, octal.length);
    }

    private static byte[] gzip(byte[] bundle) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(bundle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
