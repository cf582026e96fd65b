package io.kubeferry.installer.machine;

/**
 * What a machine computes with.
 *
 * @param cpus processors that may be used
 * @param memoryBytes total
 * @param swapOn whether any swap is in use
 * @param swapAtBoot whether /etc/fstab has swap taken into use at boot
 */
public record Capacity(int cpus, long memoryBytes, boolean swapOn, boolean swapAtBoot) {}
