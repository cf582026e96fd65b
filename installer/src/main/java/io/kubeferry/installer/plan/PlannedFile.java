package io.kubeferry.installer.plan;

/**
 * A file that a node is to have.
 *
 * @param path absolute
 * @param mode permission bits; the owner is root
 */
public record PlannedFile(String path, int mode, FileContent content) {
    public static final int PLAIN = 0644;
    public static final int EXECUTABLE = 0755;
    public static final int SECRET = 0600;

    public PlannedFile {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(path + " is not absolute");
        }
    }

    public static PlannedFile text(String path, String text) {
        return new PlannedFile(path, PLAIN, new FileContent.Text(text));
    }
}
