package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The text of a manifest as it came: UTF-8, with or without a byte order mark, of a bounded size. */
public final class ManifestText {
    /** Most bytes of one manifest, 16 MiB; for scale, Calico's has 0.7 MB. */
    public static final int LIMIT = 16 << 20;

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
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, text, true);
        text.flip();
        if (result.isError()) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT,
                    endOf(name, text.toString()),
                    String.format("the byte 0x%02X does not belong to a text in UTF-8", bytes[input.position()]),
                    "write the manifest in UTF-8; is it compressed, or the file of something else?");
        }
        return text.toString();
    }

    static Failure tooLarge(String name, long size) {
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
