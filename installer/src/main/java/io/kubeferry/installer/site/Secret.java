package io.kubeferry.installer.site;

/**
 * A text that is shown nowhere.
 *
 * @param label what is shown in its place, such as {@code sudo-password}
 */
public record Secret(String label, String value) {
    @Override
    public String toString() {
        return "<" + label + ">";
    }
}
