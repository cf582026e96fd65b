package io.kubeferry.installer.site;

import io.kubeferry.installer.site.SshAccess.Identity;
import io.kubeferry.installer.site.SshAccess.Jump;
import io.kubeferry.installer.site.SshAccess.Sudo;
import io.kubeferry.manifests.document.Shape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of a site's file about how its nodes are reached. Passwords are in files of their own, for their owner alone. */
final class SshSection {
    private static final int PORT = 22;
    private static final int HIGHEST_PORT = 65535;
    private static final TextShape USER = Shapes.text("a user's name", "[a-z_][-a-z0-9_.]*");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path folder;
    private final Problems problems;

    /**
     * A reader of the section.
     *
     * @param folder what paths in it are relative to
     */
    SshSection(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    static Shape shape() {
        return Shapes.mapping()
                .optional("user", USER)
                .optional("port", Shapes.integer(1, HIGHEST_PORT))
                .optional("keyFile", Shapes.text())
                .optional("passphraseFile", Shapes.text())
                .optional("passwordFile", Shapes.text())
                .optional("agent", Shapes.bool())
                .required("knownHostsFile", Shapes.text())
                .optional(
                        "jump",
                        Shapes.mapping()
                                .optional("user", USER)
                                .required("address", Shapes.text("an address or a name", "[A-Za-z0-9][-A-Za-z0-9.:]*"))
                                .optional("port", Shapes.integer(1, HIGHEST_PORT)))
                .optional("sudo", Shapes.mapping().optional("passwordFile", Shapes.text()));
    }

    SshAccess read(YamlValue given) {
        String user = given.find("user").map(YamlValue::text).orElse("root");
        return new SshAccess(
                user,
                given.find("port").map(YamlValue::integer).orElse(PORT),
                identity(given),
                folder.resolve(given.get("knownHostsFile").text()),
                given.find("jump").map(jump -> jump(jump, user)),
                given.find("sudo").map(sudo -> new Sudo(secret(sudo, "passwordFile", "sudo-password"))));
    }

    private Identity identity(YamlValue given) {
        boolean agent = given.find("agent").filter(YamlValue::bool).isPresent();
        List<String> ways = List.of("keyFile", "passwordFile").stream()
                .filter(key -> given.find(key).isPresent())
                .toList();
        if (ways.size() + (agent ? 1 : 0) != 1) {
            problems.add(
                    given.where(),
                    given.path() + " says " + (ways.isEmpty() && !agent ? "no way" : "more than one way")
                            + " to log in",
                    "give one of keyFile (with passphraseFile where it has a passphrase), passwordFile, agent: true");
            return new SshAccess.Agent(Optional.empty());
        }
        if (agent) {
            return new SshAccess.Agent(Optional.empty());
        }
        if (ways.contains("passwordFile")) {
            return secret(given, "passwordFile", "ssh-password")
                    .<Identity>map(SshAccess.Password::new)
                    .orElse(new SshAccess.Agent(Optional.empty()));
        }
        return new SshAccess.Key(
                folder.resolve(given.get("keyFile").text()), secret(given, "passphraseFile", "key-passphrase"));
    }

    private static Jump jump(YamlValue given, String user) {
        return new Jump(
                given.find("user").map(YamlValue::text).orElse(user),
                given.get("address").text(),
                given.find("port").map(YamlValue::integer).orElse(PORT));
    }

    /** The first line of a file that nobody but its owner may read; empty where none is named, or with a problem told. */
    private Optional<Secret> secret(YamlValue given, String key, String label) {
        if (given.find(key).isEmpty()) {
            return Optional.empty();
        }
        YamlValue path = given.get(key);
        Path file = folder.resolve(path.text());
        try {
            if (isReadByOthers(file)) {
                problems.add(
                        path.where(),
                        path.path() + ": others than its owner may read " + file,
                        "run: chmod 600 " + file);
            }
            String first = Files.readString(file).lines().findFirst().orElse("");
            if (first.isEmpty()) {
                problems.add(path.where(), path.path() + ": the first line of " + file + " is empty", "write it there");
            }
            return Optional.of(new Secret(label, first));
        } catch (IOException e) {
            problems.add(
                    path.where(),
                    path.path() + ": " + file + " cannot be read as text: " + e.getMessage(),
                    "name a file that holds nothing but it; paths are relative to the site's file");
            return Optional.empty();
        }
    }

    private static boolean isReadByOthers(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    }
}
