package io.kubeferry.installer.procedure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Programs;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.phase.prepare.InstallSystemPackages;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.bundle.CarriedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The very commands of the plan, carried out by dpkg on a folder that it takes for the machine's root. */
class DebianPackageIT {
    private static final String CARRIED = "packages/debian-12/kubeferry-try_1.0-1_all.deb";

    @TempDir
    Path folder;

    @Test
    void dpkgInstallsWhatIsCarriedAndTheUndoTakesItOffAgain() throws IOException, InterruptedException {
        Programs.need("dpkg");
        Programs.needRoot();
        Path root = emptyRoot();
        Run install = planned();
        List<String> before = filesIn(root);
        Files.move(build(), root.resolve(install.argv().get(2).substring(1)));

        Programs.run(on(root, install.argv()));
        assertEquals("tried\n", Files.readString(root.resolve("usr/share/kubeferry-try/text")));
        String known = Programs.run(
                "dpkg-query", "--admindir=" + root + "/var/lib/dpkg", "-W", "-f", "${db:Status-Status} ${Package}\n");
        assertEquals("installed kubeferry-try\n", known, "as observe.sh asks for it");

        Programs.run(on(root, install.undo().orElseThrow()));
        Files.delete(root.resolve(install.argv().get(2).substring(1)));
        assertEquals(before, filesIn(root));
        assertFalse(Files.exists(root.resolve("usr/share/kubeferry-try")));
    }

    private static Run planned() {
        Site site = Samples.smallSite();
        Target target = Samples.target(site, Samples.kubernetes126());
        List<CarriedFile> files = new ArrayList<>(target.bundle().files());
        files.add(new CarriedFile(CARRIED, "", Optional.empty(), "file:try", Samples.digest("try"), 1000));
        return new InstallSystemPackages()
                .plan(Samples.with(target, files), Samples.bare(site)).steps().get(0).actions().stream()
                        .filter(Run.class::isInstance)
                        .map(Run.class::cast)
                        .findFirst()
                        .orElseThrow();
    }

    /** The same command for another root than this machine's. */
    private static String[] on(Path root, List<String> argv) {
        assertEquals("dpkg", argv.get(0));
        List<String> all = new ArrayList<>(List.of("dpkg", "--root=" + root, "--log=/dev/null"));
        argv.subList(1, argv.size()).forEach(word -> all.add(word.startsWith("/") ? root + word : word));
        return all.toArray(String[]::new);
    }

    private Path emptyRoot() throws IOException {
        Path root = folder.resolve("root");
        for (String each : List.of("var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/kubeferry/packages", "usr")) {
            Files.createDirectories(root.resolve(each));
        }
        Files.createFile(root.resolve("var/lib/dpkg/status"));
        // dpkg removes folders that hold nothing any more; on a machine these hold something.
        Files.createFile(root.resolve("usr/other"));
        return root;
    }

    private Path build() throws IOException, InterruptedException {
        Path tree = folder.resolve("tree");
        Files.createDirectories(tree.resolve("DEBIAN"));
        Files.createDirectories(tree.resolve("usr/share/kubeferry-try"));
        Files.writeString(tree.resolve("usr/share/kubeferry-try/text"), "tried\n");
        Files.writeString(tree.resolve("DEBIAN/control"), """
                Package: kubeferry-try
                Version: 1.0-1
                Architecture: all
                Maintainer: Kubeferry <kubeferry@example.invalid>
                Description: a package for a test
                """);
        Path deb = folder.resolve("kubeferry-try.deb");
        Programs.run(Programs.need("dpkg-deb"), "--root-owner-group", "--build", tree.toString(), deb.toString());
        assertTrue(Files.size(deb) > 0);
        return deb;
    }

    /** Without what dpkg keeps for itself. */
    private static List<String> filesIn(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(path -> root.relativize(path).toString())
                    .filter(path -> !path.startsWith("var/lib/dpkg"))
                    .sorted()
                    .toList();
        }
    }
}
