package io.kubeferry.bundler.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.Golden;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockYamlTest {
    @Test
    void isAlwaysTheSameText() throws IOException {
        Golden.assertSame(LockYamlTest.class, "full.lock.yaml", LockYaml.write(Locks.full()));
    }

    @Test
    void readsBackWhatItWrote() {
        Lock lock = Locks.full();

        assertEquals(lock, LockYaml.read("bundle.lock.yaml", LockYaml.write(lock)));
    }

    @Test
    void refusesWhatAMergeMayLeaveBehind() {
        String text = LockYaml.write(Locks.full()).replace("    size: 10\n", "    size: -1\n    sice: 10\n");

        Failure failure = assertThrows(Failure.class, () -> LockYaml.read("bundle.lock.yaml", text));

        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        assertEquals(2, failure.problems().size());
        assertTrue(failure.getMessage().contains("did you mean 'size'?"), failure.getMessage());
    }

    @Test
    void standsBesideItsSpec(@TempDir Path folder) {
        assertEquals(folder.resolve("edge.lock.yaml"), LockFile.beside(folder.resolve("edge.yaml")));

        LockFile.write(folder.resolve("edge.lock.yaml"), Locks.full());

        assertEquals(Locks.full(), LockFile.read(folder.resolve("edge.lock.yaml")));
    }

    @Test
    void saysThatThereIsNone(@TempDir Path folder) {
        Failure failure = assertThrows(Failure.class, () -> LockFile.read(folder.resolve("edge.lock.yaml")));

        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        assertTrue(failure.getMessage().contains("bundler lock"));
    }
}
