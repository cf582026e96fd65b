package io.kubeferry.installer.run;

import io.kubeferry.installer.plan.Placeholder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What the placeholders of a plan stand for in one run. It does not print: two of them are secrets. */
public final class Values {
    private static final String TOKEN_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int TOKEN_ID = 6;
    private static final int TOKEN_SECRET = 16;
    private static final int KEY_BYTES = 32;
    /** A secret of an earlier run, in the output of an action that was still running. */
    private static final Pattern ANY_TOKEN = Pattern.compile("\\b[a-z0-9]{6}\\.[a-z0-9]{16}\\b");

    private static final Pattern ANY_KEY = Pattern.compile("(?i)(certificate[- ]?key\\W{1,8})[0-9a-f]{64}\\b");

    private final Map<Placeholder, String> filled = new ConcurrentHashMap<>();

    private Values() {}

    /** Values for one run; its secrets are drawn now. */
    public static Values draw(SecureRandom random) {
        Values values = new Values();
        values.filled.put(Placeholder.JOIN_TOKEN, letters(random, TOKEN_ID) + "." + letters(random, TOKEN_SECRET));
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        values.filled.put(Placeholder.CERTIFICATE_KEY, HexFormat.of().formatHex(key));
        return values;
    }

    private static String letters(SecureRandom random, int count) {
        StringBuilder text = new StringBuilder();
        random.ints(count, 0, TOKEN_LETTERS.length()).forEach(index -> text.append(TOKEN_LETTERS.charAt(index)));
        return text.toString();
    }

    /** Keeps what a command printed. */
    void capture(Placeholder into, String value) {
        filled.put(into, value);
    }

    /**
     * The text with every mark replaced by its value.
     *
     * @throws IllegalStateException where a value was never captured: the plan's order is wrong
     */
    String fill(String text) {
        String full = text;
        for (Placeholder each : Placeholder.values()) {
            if (full.contains(each.mark())) {
                String value = filled.get(each);
                if (value == null) {
                    throw new IllegalStateException("nothing has captured " + each.mark() + " before it is used");
                }
                full = full.replace(each.mark(), value);
            }
        }
        return full;
    }

    /** The text as it may be shown and written down: no secret of this run in it, nor one of an earlier run. */
    String redact(String text) {
        String shown = Placeholder.display(text);
        for (Placeholder secret : Arrays.asList(Placeholder.JOIN_TOKEN, Placeholder.CERTIFICATE_KEY)) {
            shown = shown.replace(filled.get(secret), "<" + secret.label() + ">");
        }
        shown = ANY_TOKEN.matcher(shown).replaceAll("<" + Placeholder.JOIN_TOKEN.label() + ">");
        return ANY_KEY.matcher(shown).replaceAll("$1<" + Placeholder.CERTIFICATE_KEY.label() + ">");
    }

    @Override
    public String toString() {
        return "Values" + filled.keySet();
    }
}
