package io.kubeferry.installer.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, with programs that only write down what is asked of them. Those that clear machines are not run here. */
class ScriptsTest {
    @TempDir
    private Path programs;

    private int exitCode;

    @Test
    void removesTheLostMemberByItsAddressAndThenTheNode() throws IOException, InterruptedException {
        fakeKubectl("""
                8211f1d0f64f3269, started, cp-1, https://10.0.0.11:2380, https://10.0.0.11:2379, false
                91bc3c398fb3c146, unstarted, , https://10.0.0.12:2380, , false
                a1bc3c398fb3c146, started, cp-10, https://10.0.0.120:2380, https://10.0.0.120:2379, false
                """);
        run("forget-node.sh", "cp-1", "cp-2", "10.0.0.12");
        assertEquals(0, exitCode);
        List<String> asked = Files.readAllLines(programs.resolve("asked"));
        assertEquals(3, asked.size(), asked::toString);
        assertEquals("member remove 91bc3c398fb3c146", asked.get(1).replaceFirst(".* member", "member"));
        assertEquals("delete node cp-2 --ignore-not-found", asked.get(2).replaceFirst(".* delete", "delete"));
    }

    @Test
    void onlyRemovesTheNodeWhereEtcdDoesNotKnowIt() throws IOException, InterruptedException {
        fakeKubectl("8211f1d0f64f3269, started, cp-1, https://10.0.0.11:2380, https://10.0.0.11:2379, false\n");
        run("forget-node.sh", "cp-1", "worker-1", "10.0.0.21");
        assertEquals(0, exitCode);
        assertEquals(2, Files.readAllLines(programs.resolve("asked")).size());
    }

    @Test
    void stopsWhereEtcdCannotBeAsked() throws IOException, InterruptedException {
        program("kubectl", "echo \"$*\" >> " + programs + "/asked\nexit 1\n");
        run("forget-node.sh", "cp-1", "cp-2", "10.0.0.12");
        assertNotEquals(0, exitCode);
        assertEquals(1, Files.readAllLines(programs.resolve("asked")).size());
    }

    @Test
    void removesOurFoldersWithAllThatIsInThem() throws IOException, InterruptedException {
        Path state = Files.createDirectories(programs.resolve("state"));
        Files.createDirectories(state.resolve("registry/docker"));
        Files.writeString(state.resolve("changes"), "file\t/x\n");
        run("remove-own-folders.sh", programs.resolve("absent").toString(), state.toString());
        assertEquals(0, exitCode);
        assertFalse(Files.exists(state));
    }

    @Test
    void removesFoldersThatAreEmptyAndNoOthers() throws IOException, InterruptedException {
        Path empty = Files.createDirectories(programs.resolve("empty/certs.d/docker.io"));
        Path used = Files.createDirectories(programs.resolve("used/net.d"));
        Files.writeString(used.resolve("10-other.conflist"), "{}");
        run(
                "remove-empty-folders.sh",
                empty.getParent().getParent().toString(),
                used.getParent().toString());
        assertEquals(0, exitCode);
        assertFalse(Files.exists(programs.resolve("empty")));
        assertEquals("{}", Files.readString(used.resolve("10-other.conflist")));
    }

    @Test
    void saysOfEachPodWhatTheKubeletComplainedOfLast() throws IOException, InterruptedException {
        String complaint = "E1123 02:51:54.3     2780 pod_workers.go:1324] \"Error syncing pod, skipping\" err=";
        Files.writeString(
                programs.resolve("journal"),
                complaint + "\"early\" pod=\"kube-system/etcd-cp-1\" podUID=\"9b\"\n"
                        + "E1123 02:51:54.4     2780 log.go:32] \"RunPodSandbox failed\" err=\"noise\"\n"
                        + complaint
                        + "\"failed to \\\"CreatePodSandbox\\\": err: invalid argument\" pod=\"kube-system/etcd-cp-1\"\n"
                        + complaint + "\"" + "x".repeat(400) + " is absent\" pod=\"kube-system/proxy\" podUID=\"9c\"\n"
                        + "E1123 02:51:55.4 1 run.go:72] \"command failed\" err=\"cgroups of version 1\"\n");
        program("journalctl", "cat " + programs + "/journal\n");
        List<String> says = run("kubelet-says.sh").lines().toList();
        assertEquals(3, says.size(), says::toString);
        assertEquals("kube-system/etcd-cp-1: \"failed to \"CreatePodSandbox\": err: invalid argument\"", says.get(0));
        assertEquals(300, says.get(1).length() - "kube-system/proxy: ".length());
        assertEquals("the kubelet: \"cgroups of version 1\"", says.get(2));
    }

    /** A cluster whose leases all have one holder; what a patch does to that is the argument. */
    private void fakeLeases(String holder, String patch) throws IOException {
        Files.writeString(programs.resolve("holder"), holder);
        program("uname", "echo cp-1\n");
        program("pidof", "exit 1\n");
        program(
                "kubectl",
                "echo \"$*\" >> " + programs + "/asked\ncd " + programs
                        + "\ncase $* in *'get lease'*) cat holder ;; *'patch lease'*) " + patch + " ;; esac\n");
    }

    @Test
    void freesALeaseOfThisMachineAsLongAsNobodyElseHasIt() throws IOException, InterruptedException {
        fakeLeases("cp-1_4711", "printf '' > holder");
        run("renew-watches.sh");
        assertEquals(0, exitCode);
        List<String> patches = Files.readAllLines(programs.resolve("asked")).stream()
                .filter(line -> line.contains("patch"))
                .toList();
        assertEquals(1, patches.size(), patches::toString);
        assertTrue(patches.get(0).contains("patch lease kube-controller-manager --type json"), patches::toString);
        assertTrue(patches.get(0).contains("\"test\", \"path\": \"/spec/holderIdentity\", \"value\": \"cp-1_4711\""));
    }

    @Test
    void leavesTheLeaseToWhoeverWasQuicker() throws IOException, InterruptedException {
        fakeLeases("cp-1_4711", "echo cp-2_12 > holder; exit 1");
        run("renew-watches.sh");
        assertEquals(0, exitCode);
        assertEquals("cp-2_12\n", Files.readString(programs.resolve("holder")));
    }

    @Test
    void leavesTheLeasesOfOtherMachinesAlone() throws IOException, InterruptedException {
        fakeLeases("cp-10_4711", "exit 1");
        run("renew-watches.sh");
        assertEquals(0, exitCode);
        assertEquals(2, Files.readAllLines(programs.resolve("asked")).size());
    }

    @Test
    void failsWhereALeaseOfAnEndedProgramCannotBeFreed() throws IOException, InterruptedException {
        fakeLeases("cp-1_4711", "exit 1");
        run("renew-watches.sh");
        assertEquals(1, exitCode);
    }

    @Test
    void saysNothingOfAKubeletWithoutComplaints() throws IOException, InterruptedException {
        program("journalctl", "exit 1\n");
        assertEquals("", run("kubelet-says.sh"));
    }

    @Test
    void readsTheHashOutOfTheJoinCommand() throws IOException, InterruptedException {
        String hash = "sha256:" + "0123456789abcdef".repeat(4);
        program(
                "kubeadm",
                "echo '[dryrun] Would perform action CREATE'\necho 'kubeadm join 10.0.0.10:6443 --token abc"
                        + "     --discovery-token-ca-cert-hash " + hash + " '\n");
        assertEquals(hash + "\n", run("ca-cert-hash.sh"));
        assertEquals(0, exitCode);
    }

    @Test
    void failsWhereThereIsNoHash() throws IOException, InterruptedException {
        program("kubeadm", "echo 'error: no kubeconfig' >&2\nexit 1\n");
        assertEquals("", run("ca-cert-hash.sh"));
        assertNotEquals(0, exitCode);
    }

    private void fakeKubectl(String members) throws IOException {
        Files.writeString(programs.resolve("members"), members);
        program(
                "kubectl",
                "echo \"$*\" >> " + programs + "/asked\ncase $* in *'member list') cat " + programs
                        + "/members ;; esac\n");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run(String script, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Actions.script(script, arguments));
        builder.environment().put("PATH", programs + ":/usr/bin:/bin");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(1, TimeUnit.MINUTES);
        exitCode = process.exitValue();
        return output;
    }
}
