package io.kubeferry.manifests.closure;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a site will ask for, and the answer.
 *
 * @param what the thing, as a person calls it
 * @param neededBy who asks for it, in words
 * @param satisfiedBy where the bundle has it; empty where it has not
 * @param missing why it is not there; empty where it is
 */
public record Need(
        Kind kind, String what, List<String> neededBy, Optional<String> satisfiedBy, Optional<String> missing) {
    public Need {
        neededBy = List.copyOf(neededBy);
        if (satisfiedBy.isPresent() == missing.isPresent()) {
            throw new IllegalArgumentException(what + " is either there or missing");
        }
    }

    /** Kinds of things, in the order in which they are told. */
    public enum Kind {
        IMAGE("images"),
        MANIFEST("indexes and manifests"),
        BLOB("configurations and layers"),
        PACKAGED("packaged manifests"),
        BINARY("binaries and files"),
        PROGRAM("installers and runtimes");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }

        /** {@code configurations and layers}. */
        public String plural() {
            return plural;
        }
    }

    /** Something that is there. */
    public static Need met(Kind kind, String what, List<String> neededBy, String satisfiedBy) {
        return new Need(kind, what, neededBy, Optional.of(satisfiedBy), Optional.empty());
    }

    /** Something that is not there. */
    public static Need missing(Kind kind, String what, List<String> neededBy, String why) {
        return new Need(kind, what, neededBy, Optional.empty(), Optional.of(why));
    }

    /** Whether it is not there. */
    public boolean isMissing() {
        return missing.isPresent();
    }
}
