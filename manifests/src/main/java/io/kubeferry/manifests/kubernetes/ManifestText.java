package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a manifest as it came: UTF-8, with or without a byte order mark, of a bounded size. */
public final class ManifestText {
    /** Most bytes of one manifest, 8 MiB; for scale, Calico's has 0.7 MB. */
    public static final int LIMIT = 8 << 20;

    /** Most characters without a space or line break: the time to read such a run grows with its square. */
    private static final int RUN_LIMIT = 3 << 19;

    private static final Pattern TAB_BEHIND_KEY =
            Pattern.compile("(?m)^( *(?:- +)*[A-Za-z0-9_./\"'-]+:)([ \\t]*\\t[ \\t]*)");

    private ManifestText() {}

    /**
     * The text of a manifest; a byte order mark stays in it.
     *
     * @param name how the manifest is named in problems
     * @throws Failure with {@link ExitCode#INVALID_INPUT} where it is too large or not UTF-8
     */
    public static String decode(String name, byte[] bytes) {
        if (bytes.length > LIMIT) {
            throw tooLarge(name, bytes.length);
        }
        int sound = soundBytes(bytes);
        if (sound < bytes.length) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT,
                    endOf(name, new String(bytes, 0, sound, StandardCharsets.UTF_8)),
                    String.format("the byte 0x%02X does not belong to a text in UTF-8", bytes[sound]),
                    "write the manifest in UTF-8; is it compressed, or the file of something else?");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** How many bytes from the first on are UTF-8. */
    private static int soundBytes(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer passing = CharBuffer.allocate(8 << 10);
        while (decoder.decode(input, passing, true).isOverflow()) {
            passing.clear();
        }
        return input.position();
    }

    /** The text as it is, or for JSON with spaces for tabs, which may indent it but not YAML. */
    static String readable(String name, String manifest) {
        if (manifest.length() > LIMIT) {
            throw tooLarge(name, manifest.length());
        }
        int run = 0;
        for (int i = 0; i < manifest.length(); i++) {
            run = manifest.charAt(i) <= ' ' ? 0 : run + 1;
            if (run > RUN_LIMIT) {
                throw Failure.of(
                        ExitCode.INVALID_INPUT,
                        endOf(name, manifest.substring(0, i)),
                        "more than " + RUN_LIMIT + " characters without a space or line break",
                        "an object with so much data does not fit into Kubernetes' API; leave it out of the manifest");
            }
        }
        return withoutTabs(manifest);
    }

    /** Kubernetes' readers take tabs in JSON and behind a key, this library's do not; every character keeps its place. */
    private static String withoutTabs(String manifest) {
        if (manifest.indexOf('\t') < 0) {
            return manifest;
        }
        String start = manifest.startsWith("\uFEFF") ? manifest.substring(1) : manifest;
        return start.stripLeading().startsWith("{")
                ? manifest.replace('\t', ' ')
                : TAB_BEHIND_KEY
                        .matcher(manifest)
                        .replaceAll(key -> Matcher.quoteReplacement(key.group(1))
                                + " ".repeat(key.group(2).length()));
    }

    private static Failure tooLarge(String name, long size) {
        return Failure.of(
                ExitCode.INVALID_INPUT,
                name,
                "a manifest has at most " + LIMIT + " bytes, this has " + size,
                "check that it is the manifest and not an archive; split it at its '---' lines if it is one");
    }

    /** The place behind the last character of the text. */
    static String endOf(String name, String text) {
        long line = text.chars().filter(character -> character == '\n').count() + 1;
        int column = text.codePointCount(text.lastIndexOf('\n') + 1, text.length()) + 1;
        return name + ":" + line + ":" + column;
    }
}
