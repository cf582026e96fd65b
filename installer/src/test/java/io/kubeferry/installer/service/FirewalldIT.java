package io.kubeferry.installer.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.Programs;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * firewalld itself reads what is written for it, from a folder of the test's own. A firewalld that is not installed is named
 * by the system property {@code firewall.offline}: a program that takes firewall-offline-cmd's arguments.
 */
class FirewalldIT {
    private final Site site = Samples.site();

    @TempDir
    Path folder;

    private String program;

    @BeforeEach
    void find() throws IOException {
        String named = System.getProperty("firewall.offline", "");
        program = named.isEmpty() ? Programs.need("firewall-offline-cmd") : named;
        for (String kind : List.of("zones", "policies", "services", "icmptypes", "helpers", "ipsets")) {
            Files.createDirectories(folder.resolve(kind));
        }
        Files.writeString(folder.resolve("firewalld.conf"), "DefaultZone=public\n");
    }

    private String ask(String... arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(program, "--system-config=" + folder));
        argv.addAll(Arrays.asList(arguments));
        return Programs.run(argv.toArray(String[]::new));
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(folder.resolve(path.substring("/etc/firewalld/".length())), text);
    }

    @Test
    void takesTheZonesAndThePolicyAndNothingElseChanges() throws IOException, InterruptedException {
        String before = ask("--zone=public", "--list-all");
        write(FirewallZone.NODES, FirewallZone.nodes(site, site.firstControlPlane()));
        write(FirewallZone.PODS, FirewallZone.pods(Samples.customisedSite()));
        write(FirewallZone.API, FirewallZone.api(site, "public"));
        ask("--check-config");
        String nodes = ask("--info-zone=kubeferry-nodes");
        assertTrue(nodes.contains("protocols: 4 icmp ipv6-icmp vrrp\n"), nodes);
        assertTrue(nodes.contains("10.0.0.12") && nodes.contains(" 6444/tcp ") && nodes.contains("8472/udp"), nodes);
        String pods = ask("--info-zone=kubeferry-pods");
        assertTrue(pods.contains("target: ACCEPT\n") && pods.contains("10.244.0.0/16 fd00:10:244"), pods);
        String api = ask("--info-policy=kubeferry-api");
        assertTrue(api.contains("ports: 6443/tcp\n") && api.contains("ingress-zones: public\n"), api);
        assertEquals(before, ask("--zone=public", "--list-all"));
    }
}
