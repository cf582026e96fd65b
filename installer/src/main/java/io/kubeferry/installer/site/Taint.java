package io.kubeferry.installer.site;

/**
 * What keeps pods away from a node.
 *
 * @param value may be empty
 * @param effect {@code NoSchedule}, {@code PreferNoSchedule} or {@code NoExecute}
 */
public record Taint(String key, String value, String effect) {}
