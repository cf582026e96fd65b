package io.kubeferry.bundler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubeferry.bundler.spec.SpecFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
    @TempDir
    Path folder;

    private BundlerRun run(Object... arguments) {
        return BundlerRun.of(folder, Map.of(), arguments);
    }

    @Test
    void endsWithTwoWhereItIsUsedWrongly() {
        assertEquals(2, run().exitCode());
        assertEquals(2, run("bild").exitCode());
        assertEquals(2, run("verify", "bundle.tar").exitCode());
        assertEquals(2, run("build", "--connections", "many").exitCode());
    }

    @Test
    void helpsWithEveryCommand() {
        for (String command : new String[] {
            "init", "keygen", "lock", "plan", "build", "verify", "inspect", "images", "diff", "catalog", "schema"
        }) {
            BundlerRun help = run(command, "--help");
            assertEquals(0, help.exitCode(), command);
            assertTrue(help.out().startsWith("Usage: bundler " + command), help.out());
        }
        assertEquals(0, run("--version").exitCode());
    }

    @Test
    void writesASpecThatItCanReadAndNeverOverwritesIt() {
        Path spec = folder.resolve("bundle.yaml");

        assertEquals(0, run("init", spec, "--kubernetes", "v1.36.3").exitCode());
        assertEquals("v1.36.3", SpecFile.read(spec).kubernetes().version().toString());

        BundlerRun again = run("init", spec);
        assertEquals(2, again.exitCode());
        assertTrue(again.err().contains("is there already"), again.err());
    }

    @Test
    void endsWithTenForASpecWithProblems() throws Exception {
        Path spec = Files.writeString(folder.resolve("bundle.yaml"), "apiVersion: v1\nkind: Bundel\n");

        BundlerRun lock = run("lock", spec);

        assertEquals(10, lock.exitCode());
        assertTrue(lock.err().contains("error: " + spec + ":1:13: "), lock.err());
        assertTrue(lock.err().contains("error: " + spec + ":2:7: "), lock.err());
    }

    @Test
    void endsWithElevenForAFileThatIsNoBundle() throws Exception {
        assertEquals(0, run("keygen", "--to", folder, "--no-passphrase").exitCode());
        Path tar = Files.write(folder.resolve("x.tar"), new byte[2048]);

        assertEquals(
                11, run("verify", tar, "--key", folder.resolve("kubeferry.pub")).exitCode());
        BundlerRun wrongKey = run("verify", tar, "--key", folder.resolve("kubeferry.key"));
        assertEquals(2, wrongKey.exitCode());
        assertTrue(wrongKey.err().contains("not the private one"), wrongKey.err());
    }

    @Test
    void takesThePassphraseFromAFileOrTheEnvironment() throws Exception {
        Path file = Files.writeString(folder.resolve("passphrase"), "from a file\n");
        Path key = folder.resolve("kubeferry.key");

        assertEquals(0, run("keygen", "--to", folder, "--passphrase-file", file).exitCode());

        assertTrue(Files.readString(key).contains("ENCRYPTED"));
        BundlerRun without = run("keygen", "--to", Files.createDirectory(folder.resolve("b")));
        assertEquals(2, without.exitCode());
        assertTrue(without.err().contains("KUBEFERRY_PASSPHRASE"), without.err());
        BundlerRun variable =
                BundlerRun.of(folder, Map.of("KUBEFERRY_PASSPHRASE", "x"), "keygen", "--to", folder.resolve("b"));
        assertEquals(0, variable.exitCode(), variable.err());
        assertFalse((variable.out() + variable.err()).contains("passphrase"));
    }

    @Test
    void printsASchemaThatKnowsTheKeys() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(run("schema").out());

        assertEquals(
                "https://json-schema.org/draft/2020-12/schema",
                schema.path("$schema").asText());
        JsonNode spec = schema.path("properties").path("spec");
        assertFalse(spec.path("additionalProperties").asBoolean(true));
        assertTrue(spec.path("properties").has("kubernetes"));
    }
}
