package io.kubeferry.installer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubeferry.installer.GoldenFile;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.TestBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path bundle;
    private Path key;

    @BeforeEach
    void build() throws GeneralSecurityException, IOException {
        TestBundle contents = new TestBundle();
        contents.sparseImage("registry.k8s.io/pause:3.10", "layer".getBytes(StandardCharsets.UTF_8));
        bundle = contents.write(folder.resolve("edge.tar"));
        key = Files.writeString(folder.resolve("kubeferry.pub"), contents.publicKey());
    }

    @Test
    void everyCommandExplainsItself() {
        StringBuilder all = new StringBuilder();
        for (String command : List.of(
                "",
                "verify",
                "preflight",
                "plan",
                "install",
                "status",
                "reset",
                "registry",
                "registry seed",
                "registry check",
                "schema")) {
            out.getBuffer().setLength(0);
            assertEquals(0, run((command + " --help").strip().split(" ")));
            all.append("$ installer ")
                    .append(command)
                    .append(" --help\n")
                    .append(out)
                    .append('\n');
        }
        GoldenFile.check("cli/help.txt", all.toString());
    }

    @Test
    void wrongUsageIsTwo() {
        assertEquals(2, run());
        assertEquals(2, run("instal"));
        assertTrue(err.toString().contains("Did you mean"), err.toString());
        assertEquals(2, run("verify", "--bundle", bundle.toString()));
        assertEquals(2, run("verify", "--bundle", folder + "/absent.tar", "--key", key.toString()));
        assertTrue(err.toString().contains("no such file"), err.toString());
    }

    @Test
    void verifyTellsTextAndJson() throws IOException {
        assertEquals(0, run("verify", "--bundle", bundle.toString(), "--key", key.toString()));
        assertTrue(out.toString().startsWith("edge 2026.11.0: signed and whole; Kubernetes v1.36.3, 1 images"));

        out.getBuffer().setLength(0);
        assertEquals(0, run("verify", "--output", "json", "--bundle", bundle.toString(), "--key", key.toString()));
        assertEquals(
                Files.size(bundle),
                new ObjectMapper().readTree(out.toString()).path("bytes").asLong());
    }

    @Test
    void aBundleThatIsNotAsSignedIsEleven() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(bundle.toFile(), "rw")) {
            file.seek(file.length() - 2000);
            file.write('x');
        }

        assertEquals(11, run("verify", "--bundle", bundle.toString(), "--key", key.toString()));
        assertTrue(err.toString().contains("  -> "), err.toString());
        assertFalse(err.toString().contains("\tat "), "a stack trace is for bugs");
    }

    @Test
    void aKeyThatIsNoneIsEleven() throws IOException {
        Files.writeString(key, "hello");

        assertEquals(11, run("verify", "--bundle", bundle.toString(), "--key", key.toString()));
    }

    @Test
    void whatChangesMachinesWantsATerminalOrYes() {
        String[] install = {"install", "--bundle", bundle.toString(), "--key", key.toString(), "--site", "absent.yaml"};

        assertEquals(2, run(install));
        assertTrue(err.toString().contains("--yes"), err.toString());
        assertEquals(2, run("reset", "--site", "absent.yaml"));
    }

    @Test
    void seedsAndChecksAStorage() throws IOException {
        String storage = folder.resolve("storage").toString();
        String[] options = {"--bundle", bundle.toString(), "--key", key.toString(), "--storage", storage};

        assertEquals(0, run(concat("registry", "seed", options)));
        assertTrue(out.toString().startsWith("seeded: 4 blobs, "), out.toString());
        assertEquals(0, run(concat("registry", "check", options)));

        try (var files = Files.walk(Path.of(storage))) {
            for (Path file : files.filter(each -> each.endsWith("data")).toList()) {
                Files.writeString(file, "other");
            }
        }
        assertEquals(11, run(concat("registry", "check", options)));
    }

    /** Neither the key for SSH nor any of the addresses is there: 192.0.2.0/24 is kept free for documents (RFC 5737). */
    @Test
    void planOfBareHostsAsksNoNodeAndIsAsWritten() throws GeneralSecurityException, IOException {
        TestBundle contents = new TestBundle();
        contents.installable(Samples.kubernetes120());
        contents.write(bundle);
        Files.writeString(key, contents.publicKey());
        Path site = site(
                "{name: cp-1, address: 192.0.2.11, roles: [control-plane]}",
                "{name: worker-1, address: 192.0.2.21, roles: [worker]}");
        String[] plan = {"plan", "--bundle", bundle.toString(), "--key", key.toString(), "--site", site.toString()};

        assertEquals(0, run(Stream.concat(Stream.of(plan), Stream.of("--bare")).toArray(String[]::new)));
        GoldenFile.check("plan/bare.txt", out.toString());
        assertFalse(err.toString().contains("preflight"), err.toString());
        assertEquals(10, run(plan), "without --bare the key is wanted that is not there");

        out.getBuffer().setLength(0);
        String[] json = Stream.concat(Stream.of(plan), Stream.of("--bare", "--output", "json"))
                .toArray(String[]::new);
        assertEquals(0, run(json), err.toString());
        JsonNode told = new ObjectMapper().readTree(out.toString());
        assertEquals("PrepareMachines", told.at("/phases/0/phase").asText());
        assertTrue(told.path("problems").isArray() && told.path("notes").isArray(), out.toString());
    }

    @Test
    void verifyProvesThatNothingIsMissingAndPlanRefusesABundleThatLacksAnImage() throws Exception {
        TestBundle contents = new TestBundle();
        contents.installable(Samples.kubernetes120());
        contents.write(bundle);
        Files.writeString(key, contents.publicKey());
        String[] verify = {"verify", "--bundle", bundle.toString(), "--key", key.toString(), "--closure"};
        assertEquals(0, run(verify), err.toString());
        assertTrue(
                out.toString().contains("everything that a site will pull or run is inside: 10 images, "),
                out.toString());

        contents.forget(Samples.kubernetes120().image("pause"));
        contents.write(bundle);
        assertEquals(12, run(verify));
        String gap = "lacks image k8s.gcr.io/pause:3.2, needed by Kubernetes v1.20.2: pause; containerd with Kubernetes"
                + " v1.20.2: sandbox image: no image of this name is carried";
        assertTrue(err.toString().contains(gap), err.toString());

        Path site = site("{name: cp-1, address: 192.0.2.11, roles: [control-plane]}");
        err.getBuffer().setLength(0);
        String[] plan = {
            "plan", "--bare", "--bundle", bundle.toString(), "--key", key.toString(), "--site", site.toString()
        };
        assertEquals(12, run(plan), err.toString());
        assertTrue(err.toString().contains(gap), err.toString());
    }

    @Test
    void schemaIsJson() throws IOException {
        assertEquals(0, run("schema"));

        assertTrue(
                new ObjectMapper().readTree(out.toString()).path("properties").has("spec"));
    }

    /** A site whose key for SSH is not there. */
    private Path site(String... nodes) throws IOException {
        return Files.writeString(folder.resolve("depot.yaml"), """
                apiVersion: kubeferry.io/v1alpha1
                kind: Site
                metadata: {name: depot-7}
                spec:
                  ssh: {user: root, keyFile: absent, knownHostsFile: absent}
                  controlPlaneEndpoint: {address: 192.0.2.10, port: 6443, provider: haproxy}
                  network: {podSubnet: 10.244.0.0/16, serviceSubnet: 10.96.0.0/12}
                  nodes: [%s]
                """.formatted(String.join(", ", nodes)));
    }

    private static String[] concat(String command, String subcommand, String[] options) {
        String[] all = new String[options.length + 2];
        all[0] = command;
        all[1] = subcommand;
        System.arraycopy(options, 0, all, 2, options.length);
        return all;
    }

    private int run(String... arguments) {
        return Main.commandLine(new TestTerminal()).execute(arguments);
    }

    private final class TestTerminal implements Terminal {
        private final PrintWriter output = new PrintWriter(out, true);
        private final PrintWriter errors = new PrintWriter(err, true);

        @Override
        public PrintWriter out() {
            return output;
        }

        @Override
        public PrintWriter err() {
            return errors;
        }

        @Override
        public boolean interactive() {
            return false;
        }

        @Override
        public String ask(String question) {
            throw new AssertionError("nobody can be asked: " + question);
        }
    }
}
