package io.kubeferry.installer.cli;

import picocli.CommandLine.Command;

@Command(
        sortOptions = false,
        name = "installer",
        description = "Brings a Kubernetes cluster up on a site that reaches nothing but itself.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The usual way:  verify -> preflight -> plan -> install; then status.",
            "Exit codes: 0 done, 2 usage, 10 site invalid, 11 bundle not trusted, 12 preflight,",
            "13 node unreachable, 14 action failed, 15 cluster not healthy, 70 a bug of ours, 130 interrupted."
        })
final class InstallerCommand {}
