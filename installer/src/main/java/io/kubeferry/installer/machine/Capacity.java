package io.kubeferry.installer.machine;

/**
 * What a machine computes with.
 *
 * @param cpus processors that may be used
 * @param memoryBytes total
 * @param swapOn whether any swap is in use
 */
public record Capacity(int cpus, long memoryBytes, boolean swapOn) {}
