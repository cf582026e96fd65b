package io.kubeferry.manifests.image;

import io.kubeferry.manifests.content.Digest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The full name of an image: never shortened, so that it means the same on both sides of the gap.
 *
 * @param registry host and port, such as {@code registry.k8s.io} or {@code mirror.corp:5000}
 * @param repository path within the registry, such as {@code library/nginx}
 * @param tag the tag, if the reference has one
 * @param digest the digest, if the reference has one
 */
public record ImageReference(String registry, String repository, Optional<String> tag, Optional<Digest> digest)
        implements Comparable<ImageReference> {
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";

    /** Names become paths in a registry's storage: "." and ".." are no labels. */
    private static final Pattern REGISTRY = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*(:[0-9]{1,5})?");

    /** Most characters of registry and repository, as the distribution's reference grammar has it. */
    private static final int NAME_LIMIT = 255;

    private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final Pattern REPOSITORY = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    public ImageReference {
        int length = registry.length() + 1 + repository.length();
        if (length > NAME_LIMIT) {
            throw new IllegalArgumentException(
                    "a name of an image has at most " + NAME_LIMIT + " characters, this has " + length);
        }
        if (!REGISTRY.matcher(registry).matches()) {
            throw new IllegalArgumentException("'" + registry + "' is not a registry's host name");
        }
        if (!REPOSITORY.matcher(repository).matches()) {
            throw new IllegalArgumentException(
                    "'" + repository + "' is not a repository: lower-case letters, digits and separators only");
        }
        tag.filter(t -> !TAG.matcher(t).matches()).ifPresent(t -> {
            throw new IllegalArgumentException("'" + t + "' is not a tag: at most 128 letters, digits, '.', '_', '-'");
        });
        if (tag.isEmpty() && digest.isEmpty()) {
            throw new IllegalArgumentException("a reference needs a tag or a digest");
        }
    }

    /**
     * Parses a reference as containerd does: a name without a registry is Docker Hub's, one without a path is in
     * {@code library/}, one without tag and digest has the tag {@code latest}.
     */
    public static ImageReference parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("it is empty");
        }
        String name = text;
        Optional<Digest> digest = Optional.empty();
        int at = name.indexOf('@');
        if (at >= 0) {
            digest = Optional.of(Digest.parse(name.substring(at + 1)));
            name = name.substring(0, at);
        }
        Optional<String> tag = Optional.empty();
        int colon = name.lastIndexOf(':');
        if (colon > name.lastIndexOf('/')) {
            tag = Optional.of(name.substring(colon + 1));
            name = name.substring(0, colon);
        }
        if (tag.isEmpty() && digest.isEmpty()) {
            tag = Optional.of("latest");
        }
        return withRegistryOf(name, tag, digest);
    }

    private static ImageReference withRegistryOf(String name, Optional<String> tag, Optional<Digest> digest) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        // As the distribution's grammar has it: a repository has no capitals, so what has is a host.
        boolean hasRegistry = first.contains(".")
                || first.contains(":")
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(Locale.ROOT));
        if (hasRegistry && !first.equals("index.docker.io")) {
            String repository = name.substring(slash + 1);
            boolean unqualified = first.equals("docker.io") && !repository.contains("/");
            return new ImageReference(first, unqualified ? "library/" + repository : repository, tag, digest);
        }
        String repository = hasRegistry ? name.substring(slash + 1) : name;
        return new ImageReference(
                "docker.io", repository.contains("/") ? repository : "library/" + repository, tag, digest);
    }

    /** Registry and repository, without tag and digest: {@code docker.io/library/nginx}. */
    public String name() {
        return registry + "/" + repository;
    }

    /** What a registry's manifest endpoint is asked for: the digest where there is one, else the tag. */
    public String target() {
        return digest.map(Digest::toString).or(() -> tag).orElseThrow();
    }

    @Override
    public int compareTo(ImageReference other) {
        return toString().compareTo(other.toString());
    }

    /** The full reference; {@link #parse} of it gives an equal one. */
    @Override
    public String toString() {
        return name()
                + tag.map(t -> ":" + t).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }
}
