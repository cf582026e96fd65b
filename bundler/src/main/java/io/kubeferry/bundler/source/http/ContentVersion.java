package io.kubeferry.bundler.source.http;

import java.util.Optional;

/**
 * What an answer says of the version of its content: a strong ETag, else a date (RFC 9110, section 8.8).
 *
 * @param validator empty where it says nothing that can be relied on
 */
public record ContentVersion(Optional<String> validator) {
    /** Nothing is known. */
    public static ContentVersion unknown() {
        return new ContentVersion(Optional.empty());
    }

    public static ContentVersion of(Answer answer) {
        return new ContentVersion(
                answer.header("ETag").filter(tag -> tag.startsWith("\"")).or(() -> answer.header("Last-Modified")));
    }

    /** The same request for a part, which is only answered with a part of this version. */
    public Call condition(Call part) {
        return validator.isPresent() && part.headers().containsKey("Range")
                ? part.with("If-Range", validator.get())
                : part;
    }

    /** Whether both are known, and not the same. */
    public boolean differsFrom(ContentVersion other) {
        return validator.isPresent() && other.validator.isPresent() && !validator.equals(other.validator);
    }
}
