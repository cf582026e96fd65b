package io.kubeferry.installer.service;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release of containerd, for what differs between them. */
public record ContainerdVersion(int major, int minor) {
    private static final Pattern SHAPE = Pattern.compile("v?(\\d+)\\.(\\d+)\\..*");

    /**
     * @param text as upstream or the catalogue writes it, with or without {@code v}
     * @throws IllegalArgumentException if it has no major and minor
     */
    public static ContainerdVersion parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a version of containerd, such as 2.3.4");
        }
        return new ContainerdVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /** Whether it is this release or a later one. */
    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || major == otherMajor && minor >= otherMinor;
    }
}
