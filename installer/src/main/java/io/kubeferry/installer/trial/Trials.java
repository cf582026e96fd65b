package io.kubeferry.installer.trial;

/** What was found out by trying. */
public record Trials(Connections connections, DiskSpeeds disks) {
    /** Nothing was tried. */
    public static Trials none() {
        return new Trials(Connections.none(), DiskSpeeds.none());
    }
}
