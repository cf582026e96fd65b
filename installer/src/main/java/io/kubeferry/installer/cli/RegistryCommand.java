package io.kubeferry.installer.cli;

import picocli.CommandLine.Command;

@Command(
        sortOptions = false,
        name = "registry",
        description = "Fills or checks the storage of a registry, on this machine.")
final class RegistryCommand {}
