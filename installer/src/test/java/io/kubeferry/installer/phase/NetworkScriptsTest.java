package io.kubeferry.installer.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that ask the cluster, or its etcd, with a kubectl that plays them. */
class NetworkScriptsTest {
    private static final String CLUSTER = """
            echo "$*" >> "$HERE/asked"
            case $* in
            *check=everywhere*) printf 'cp-1 a 10.244.0.2\\nworker-1 b fd00::2\\n' ;;
            *check=target*) printf 10.244.1.9 ;;
            *'get service'*) printf 10.96.0.7 ;;
            *' apply '*) touch "$HERE/denied" ;;
            *' delete '*) rm "$HERE/denied" ;;
            """;

    @TempDir
    private Path here;

    private int exitCode;

    @Test
    void triesEveryPathFromEveryNode() throws IOException, InterruptedException {
        kubectl(CLUSTER + "*exec*) [ ! -e \"$HERE/denied\" ] ;;\nesac\n");
        String said = run("check-network.sh", "1", "cluster.local", "deny-all.yaml");
        assertEquals(0, exitCode, said);
        assertEquals("""
                pods on all nodes: from 2 nodes
                a Service: from 2 nodes
                a Service by its name: from 2 nodes
                a policy that denies: from 2 nodes
                the same without the policy: from 2 nodes
                """, said);
        String asked = Files.readString(here.resolve("asked"));
        assertTrue(asked.contains("exec b -- etcdctl --dial-timeout=3s --command-timeout=5s"
                + " --endpoints=http://10.244.0.2:2379,http://[fd00::2]:2379 endpoint health"));
        assertTrue(asked.contains("--endpoints=http://target.kubeferry-check.svc.cluster.local.:2379"), asked);
        assertFalse(Files.exists(here.resolve("denied")));
    }

    @Test
    void namesThePathThatFails() throws IOException, InterruptedException {
        kubectl(CLUSTER + "*'exec b'*10.96.0.7*) echo 'no route to host'; exit 1 ;;\nesac\n");
        String said = run("check-network.sh", "1", "cluster.local");
        assertEquals(1, exitCode);
        assertEquals("""
                pods on all nodes: from 2 nodes
                from a pod on worker-1: a Service fails
                no route to host
                """, said);
    }

    @Test
    void tellsThatAPolicyDoesNotHold() throws IOException, InterruptedException {
        kubectl(CLUSTER + "esac\n");
        String said = run("check-network.sh", "1", "cluster.local", "deny-all.yaml");
        assertEquals(1, exitCode);
        assertTrue(said.contains("from a pod on cp-1: a policy that denies fails\n"), said);
        assertTrue(said.contains("the network lets pass what a NetworkPolicy denies"), said);
        assertFalse(Files.exists(here.resolve("denied")), "it is removed all the same");
    }

    @Test
    void waitsForAllOfAnAddonAndNamesWhatIsNotReady() throws IOException, InterruptedException {
        kubectl("""
                case $* in
                *'rollout status'*till*) exit 1 ;;
                *'get pods'*) echo 'till-0 ImagePullBackOff' ;;
                esac
                """);
        run("await-addon.sh", "5", "shop/deployment/web", "/apiservice/v1beta1.metrics.k8s.io");
        assertEquals(0, exitCode);
        String said =
                run("await-addon.sh", "5", "shop/deployment/web", "shop/statefulset/till", "shop/deployment/later");
        assertEquals(1, exitCode);
        assertEquals("shop/statefulset/till is not ready\ntill-0 ImagePullBackOff\n", said);
    }

    @Test
    void appliesAgainUntilItSucceeds() throws IOException, InterruptedException {
        kubectl("case $* in *--server-side*) ;; *) exit 0 ;; esac\n"
                + "echo x >> \"$HERE/tries\"\n[ $(wc -l < \"$HERE/tries\") = 2 ]\n");
        run("apply-manifest.sh", "30", "shop.yaml");
        assertEquals(0, exitCode);
        kubectl("case $* in *--server-side*) echo 'no matches for kind Order' >&2 ;; esac\nexit 1\n");
        assertEquals("no matches for kind Order\n", run("apply-manifest.sh", "0", "shop.yaml"));
        assertEquals(1, exitCode);
    }

    /** As Kubernetes 1.20 does with Flannel 0.24 over 0.28, whose probe it cannot take away as a whole. */
    private static final String STUBBORN = """
            case $* in
            *create*) printf '{"apiVersion":"v1","kind":"Secret"}\\n{"apiVersion":"apps/v1","kind":"DaemonSet","n":"a\\\\nb"}\\n' ;;
            *delete*) cat >> "$HERE/deleted"; echo >> "$HERE/deleted"; echo "${*#*admin.conf }" >> "$HERE/asked" ;;
            *--server-side*) [ -e "$HERE/deleted" ] || { echo 'Invalid value: 0' >&2; exit 1; } ;;
            *replace*) [ ! -e "$HERE/invalid" ] ;;
            esac
            """;

    @Test
    void makesAWorkloadAnewThatTheServerCannotMerge() throws IOException, InterruptedException {
        kubectl(STUBBORN);
        String said = run("apply-manifest.sh", "0", "flannel.yaml");
        assertEquals(0, exitCode, said);
        assertTrue(said.contains("it is made anew, its pods run on\n"), said);
        assertEquals(
                "{\"apiVersion\":\"apps/v1\",\"kind\":\"DaemonSet\",\"n\":\"a\\nb\"}\n\n",
                Files.readString(here.resolve("deleted")));
        assertEquals("delete --cascade=orphan --timeout=60s --filename -\n", Files.readString(here.resolve("asked")));
    }

    @Test
    void removesNothingThatTheServerWouldNotTakeAsAWholeEither() throws IOException, InterruptedException {
        Files.createFile(here.resolve("invalid"));
        kubectl(STUBBORN);
        assertEquals("Invalid value: 0\n", run("apply-manifest.sh", "0", "flannel.yaml"));
        assertEquals(1, exitCode);
        assertFalse(Files.exists(here.resolve("deleted")));
    }

    @Test
    void appliesByTheClientOnlyWhereItMay() throws IOException, InterruptedException {
        kubectl("case $* in *--server-side*) exit 1 ;; esac\n");
        run("apply-manifest.sh", "0", "shop.yaml");
        assertEquals(1, exitCode);
        run("apply-manifest.sh", "0", "shop.yaml", "or-by-client");
        assertEquals(0, exitCode);
    }

    @Test
    void waitsForAnApiThatIsNotReadyAndAsksAgain() throws IOException, InterruptedException {
        kubectl("""
                echo x >> "$HERE/asked"
                case $* in
                */readyz*) [ $(wc -l < "$HERE/asked") -ge 4 ] ;;
                *) [ $(wc -l < "$HERE/asked") -ge 5 ] || { echo 'the server is currently unable' >&2; exit 1; } ;;
                esac
                """);
        assertEquals(
                "the server is currently unable\n".repeat(2),
                run("ask-api.sh", "30", "label", "node", "cp-1", "a=b").substring(0, 62));
        assertEquals(0, exitCode);
    }

    @Test
    void saysForHowLongWhatWasWaitedForAndWhatWasAsked() throws IOException, InterruptedException {
        kubectl("case $* in */readyz*) ;; *) echo 'connection refused' >&2 ;; esac\nexit 7\n");
        assertEquals("""
                connection refused
                the API has not been ready for 0 s; it was to be asked: kubectl label node cp-1 a=b
                """, run("ask-api.sh", "0", "label", "node", "cp-1", "a=b"));
        assertEquals(7, exitCode);
    }

    @Test
    void takesTheRefusalOfAReadyApiForItsAnswer() throws IOException, InterruptedException {
        kubectl("case $* in */readyz*) ;; *) echo 'nodes \"cp-9\" not found' >&2; exit 1 ;; esac\n");
        assertEquals("nodes \"cp-9\" not found\n".repeat(2), run("ask-api.sh", "30", "label", "node", "cp-9", "a=b"));
        assertEquals(1, exitCode);
    }

    @Test
    void makesOnlyTheNamespacesThatAreNotThereOrGoAway() throws IOException, InterruptedException {
        kubectl(
                "case $* in *'get namespace shop') ;; *jsonpath*) ;; *get*) exit 1 ;; *) echo \"${*#*admin.conf }\" ;; esac\n");
        assertEquals("create namespace orders\n", run("make-namespaces.sh", "shop", "orders"));
        assertEquals(0, exitCode);
        kubectl(
                "case $* in *jsonpath*) printf Terminating ;; *get*) exit 1 ;; *) echo \"${*#*admin.conf }\" ;; esac\n");
        assertEquals("""
                wait --for delete --timeout=50s namespace/shop
                create namespace shop
                """, run("make-namespaces.sh", "shop"));
    }

    @Test
    void restartsOnlyTheControllersThatAreInChargeHere() throws IOException, InterruptedException {
        kubectl("""
                case $* in
                *'get lease kube-controller-manager'*) printf '%s_0123-4567' "$(uname -n)" ;;
                *'get lease'*) printf 'another_0123-4567' ;;
                *patch*) echo "${*#*kube-system }" ;;
                esac
                """);
        program("pidof", "echo 999999999\n");
        String said = run("renew-watches.sh");
        assertEquals(0, exitCode, said);
        assertTrue(said.contains("patch lease kube-controller-manager --type json"), said);
        assertFalse(said.contains("kube-scheduler"), said);
    }

    @Test
    void saysWhatKeepsANamespaceFromGoingAndGoesOn() throws IOException, InterruptedException {
        kubectl("""
                case $* in
                *'get namespace'*) printf 'NamespaceContentRemaining: 1 pod\\nTerminating' ;;
                *'get pods'*) echo 'everywhere-7 Terminating' ;;
                *' wait '*) exit 1 ;;
                esac
                """);
        assertEquals("""
                kubeferry-check is still there after 9 s, and is removed later:
                NamespaceContentRemaining: 1 pod
                Terminating
                everywhere-7 Terminating
                """, run("remove-namespace.sh", "kubeferry-check", "9"));
        assertEquals(0, exitCode);
        kubectl("");
        assertEquals("", run("remove-namespace.sh", "kubeferry-check", "9"));
        kubectl("case $* in *delete*) echo refused; exit 1 ;; esac\n");
        run("remove-namespace.sh", "kubeferry-check", "9");
        assertEquals(1, exitCode);
    }

    private static final String[] ENDPOINTS = {"https://a:2379", "https://b:2379", "https://c:2379"};

    @Test
    void doesNotShareAnEtcdWithAnotherCluster() throws IOException, InterruptedException {
        etcdctl("case $* in *keys-only*) printf '/registry/pods/default/till\\n\\n' ;; esac\n");
        String said = run("etcd-keys.sh", inEtcd("free"));
        assertEquals(1, exitCode);
        assertTrue(
                said.startsWith("there are keys below /registry/ in it, such as /registry/pods/default/till: "), said);
        etcdctl("");
        assertEquals("", run("etcd-keys.sh", inEtcd("free")));
        assertEquals(0, exitCode);
        etcdctl("case $* in *keys-only*) echo 'permission denied'; exit 1 ;; esac\n");
        assertEquals("permission denied\n", run("etcd-keys.sh", inEtcd("free")));
        assertEquals(1, exitCode);
    }

    @Test
    void namesEveryEndpointOfAnEtcdThatIsNotWell() throws IOException, InterruptedException {
        etcdctl(
                "printf '%s\\n' 'https://a:2379 is unhealthy: deadline exceeded' 'https://b:2379 is healthy: took 2ms'\nexit 1\n");
        kubectl("case $* in *//a:*) echo 'x509: unknown authority' >&2; exit 1 ;; esac\n");
        assertEquals("""
                https://a:2379 is unhealthy: deadline exceeded
                https://a:2379, asked by HTTP: x509: unknown authority
                """, run("etcd-keys.sh", inEtcd("free")));
        assertEquals(1, exitCode);
        assertFalse(Files.readString(here.resolve("asked")).contains(" get "));
    }

    @Test
    void clearsAnEtcd() throws IOException, InterruptedException {
        etcdctl("echo 321\n");
        assertEquals("321\n", run("etcd-keys.sh", inEtcd("clear")));
        assertEquals(0, exitCode);
        String asked = Files.readString(here.resolve("asked"));
        assertTrue(
                asked.contains("type=bind,src=/etc/pki,dst=/etc/pki,options=rbind:ro registry.k8s.io/etcd:3.6.8-0"),
                asked);
        assertTrue(asked.contains("--endpoints https://a:2379,https://b:2379,https://c:2379 "), asked);
        assertTrue(asked.endsWith(" del --prefix /registry/\n"), asked);
    }

    private static String[] inEtcd(String wanted) {
        return Stream.concat(
                        Stream.of(
                                wanted, "registry.k8s.io/etcd:3.6.8-0", "/etc/pki/ca", "/etc/pki/crt", "/etc/pki/key"),
                        Stream.of(ENDPOINTS))
                .toArray(String[]::new);
    }

    private void etcdctl(String script) throws IOException {
        program("ctr", "echo \"$*\" >> " + here + "/asked\n" + script);
    }

    private void kubectl(String script) throws IOException {
        program("kubectl", "HERE=" + here + "\n" + script);
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(here.resolve(name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run(String script, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Actions.script(script, arguments)).redirectErrorStream(true);
        builder.environment().put("PATH", here + ":/usr/bin:/bin");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(1, TimeUnit.MINUTES);
        exitCode = process.exitValue();
        return output;
    }
}
