package io.kubeferry.manifests.kubernetes;

import java.util.Optional;
import java.util.regex.Pattern;

/** Tells manifests that some tool still has to fill in. */
final class Templates {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{|\\$\\{[A-Za-z_]|\\$\\([A-Za-z_]|<%");

    private Templates() {}

    /** The next step where a text has the marks of a template. Only asked once a text is known to be wrong. */
    static Optional<String> hint(String text) {
        return PLACEHOLDER.matcher(text).find()
                ? Optional.of("this looks like a template that nobody has rendered: render it (as 'helm template' or"
                        + " 'envsubst' do) and give the result")
                : Optional.empty();
    }
}
