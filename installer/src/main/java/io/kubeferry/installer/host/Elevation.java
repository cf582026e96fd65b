package io.kubeferry.installer.host;

import io.kubeferry.installer.host.ShellHost.Input;
import io.kubeferry.installer.site.Secret;
import io.kubeferry.installer.site.SshAccess;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a command gets root's rights on a node. */
sealed interface Elevation {
    /** The command as it is to be run. */
    List<String> command(List<String> argv);

    /** What the command's standard input then has to hold. */
    Input input(Input own);

    /** The user may do everything. */
    record None() implements Elevation {
        @Override
        public List<String> command(List<String> argv) {
            return argv;
        }

        @Override
        public Input input(Input own) {
            return own;
        }
    }

    /** sudo, which asks for no password. */
    record Silent() implements Elevation {
        @Override
        public List<String> command(List<String> argv) {
            return prefixed(List.of("sudo", "-n", "--"), argv);
        }

        @Override
        public Input input(Input own) {
            return own;
        }
    }

    /**
     * sudo, which reads the password from standard input, an octet at a time up to the end of the line; what follows is the
     * command's. {@code -k} has it ask every time: with an earlier answer still valid, the command would get the password.
     */
    record WithPassword(Secret password) implements Elevation {
        @Override
        public List<String> command(List<String> argv) {
            return prefixed(List.of("sudo", "-k", "-S", "-p", "", "--"), argv);
        }

        @Override
        public Input input(Input own) {
            return out -> {
                out.write((password.value() + "\n").getBytes(StandardCharsets.UTF_8));
                own.writeTo(out);
            };
        }
    }

    private static List<String> prefixed(List<String> first, List<String> argv) {
        List<String> all = new ArrayList<>(first);
        all.addAll(argv);
        return all;
    }

    /** What to try, in this order: a password is only sent where sudo asks for one. */
    static List<Elevation> toTry(Optional<Secret> password) {
        List<Elevation> all = new ArrayList<>(List.of(new Silent()));
        password.ifPresent(secret -> all.add(new WithPassword(secret)));
        return all;
    }

    /** Why nothing can be done on a node, in words. */
    static Failure refused(String node, SshAccess.Sudo sudo, String said) {
        return Failure.of(
                ExitCode.NODE_UNREACHABLE,
                node,
                "sudo does not let the user run commands as root: " + said,
                sudo.password().isPresent()
                        ? "check the password in spec.ssh.sudo.passwordFile, and the user's line in sudoers"
                        : "give the password: spec.ssh.sudo: {passwordFile: …}; or give the user NOPASSWD in sudoers");
    }
}
