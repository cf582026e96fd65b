package io.kubeferry.installer.machine;

/**
 * Who a machine is.
 *
 * @param hostname as {@code uname} says it
 * @param machineId of {@code /etc/machine-id}
 * @param productUuid of the firmware; empty where it has none
 */
public record Identity(String hostname, String machineId, String productUuid) {}
