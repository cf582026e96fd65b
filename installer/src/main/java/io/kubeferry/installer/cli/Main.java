package io.kubeferry.installer.cli;

import picocli.CommandLine;

/** The installer. */
public final class Main {
    private static final int WIDTH = 100;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(Terminal.system()).execute(arguments));
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine registry = new CommandLine(new RegistryCommand())
                .addSubcommand(new SeedCommand(terminal))
                .addSubcommand(new CheckCommand(terminal));
        CommandLine installer = new CommandLine(new InstallerCommand())
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new PreflightCommand(terminal))
                .addSubcommand(new PlanCommand(terminal))
                .addSubcommand(new InstallCommand(terminal))
                .addSubcommand(new StatusCommand(terminal))
                .addSubcommand(new ResetCommand(terminal))
                .addSubcommand(registry)
                .addSubcommand(new SchemaCommand(terminal));
        installer.getSubcommands().values().forEach(command -> command.addMixin("help", new HelpOption()));
        registry.getSubcommands().values().forEach(command -> command.addMixin("help", new HelpOption()));
        return installer
                .setUsageHelpWidth(WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setExecutionExceptionHandler(new FailureHandler(terminal));
    }
}
