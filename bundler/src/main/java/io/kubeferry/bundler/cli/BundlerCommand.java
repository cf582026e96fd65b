package io.kubeferry.bundler.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program without a command. */
@Command(
        name = "bundler",
        description = "Packs everything that a Kubernetes cluster without a network needs into one signed tarball.",
        mixinStandardHelpOptions = true,
        versionProvider = BundlerCommand.Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:usage",
            "10:spec or lock invalid, or a bundle incomplete",
            "11:bundle not trusted",
            "12:not enough space",
            "14:a local step failed",
            "20:a source is unavailable",
            "70:a bug in the bundler",
            "130:interrupted"
        })
final class BundlerCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(command.commandLine(), "a command is missing");
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Optional.ofNullable(
                            BundlerCommand.class.getPackage().getImplementationVersion())
                    .orElse("from the sources");
            return new String[] {"bundler " + version};
        }
    }
}
