package io.kubeferry.installer.machine;

/** A machine as it is found: what it is, not what Kubeferry has put on it. */
public record Machine(
        Identity identity,
        OperatingSystem system,
        Kernel kernel,
        Capacity capacity,
        Storage storage,
        Networking network,
        TimeKeeping clock,
        Protection protection) {}
