package io.kubeferry.installer.facts;

import io.kubeferry.installer.machine.Capacity;
import io.kubeferry.installer.machine.Identity;
import io.kubeferry.installer.machine.Kernel;
import io.kubeferry.installer.machine.Machine;
import io.kubeferry.installer.machine.Networking;
import io.kubeferry.installer.machine.OperatingSystem;
import io.kubeferry.installer.machine.Protection;
import io.kubeferry.installer.machine.Storage;
import io.kubeferry.installer.machine.TimeKeeping;
import io.kubeferry.manifests.image.Platform;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what {@code observe.sh} printed of the machine itself. */
final class MachineReport {
    private static final Map<String, String> ARCHITECTURES =
            Map.of("x86_64", "amd64", "aarch64", "arm64", "armv7l", "arm", "ppc64le", "ppc64le", "s390x", "s390x");
    private static final long KIB = 1024;

    private final ReportFields fields;

    MachineReport(ReportFields fields) {
        this.fields = fields;
    }

    Machine machine() {
        return new Machine(
                new Identity(fields.one("hostname"), fields.one("machine-id"), fields.one("product-uuid")),
                system(),
                kernel(),
                new Capacity(
                        fields.number("cpus"),
                        Long.parseLong(fields.one("memory-kib")) * KIB,
                        fields.has("swap"),
                        fields.has("swap-at-boot")),
                storage(),
                network(),
                clock(),
                protection());
    }

    private OperatingSystem system() {
        return new OperatingSystem(
                fields.one("os"),
                fields.one("os-id"),
                fields.one("os-version"),
                fields.words("os-like"),
                new Platform("linux", ARCHITECTURES.getOrDefault(fields.one("arch"), fields.one("arch"))),
                fields.one("glibc"),
                fields.set("package"),
                fields.set("command"));
    }

    private Storage storage() {
        return new Storage(
                fields.map("total-kib", kib -> Long.parseLong(kib) * KIB),
                fields.map("free-kib", kib -> Long.parseLong(kib) * KIB),
                fields.set("noexec"),
                fields.map("no-layers", Function.identity()),
                fields.map("link-to", Function.identity()));
    }

    private Kernel kernel() {
        return new Kernel(
                fields.one("kernel"),
                modules("loaded"),
                modules("loadable"),
                fields.map("sysctl", Function.identity()),
                fields.number("cgroup"),
                fields.set("controller"));
    }

    private Networking network() {
        return new Networking(
                addresses(),
                fields.map("mac", Function.identity()),
                fields.map("network", Function.identity()),
                fields.one("default-route"),
                nameservers(),
                fields.set("wildcard"),
                ports("listening"),
                ports("listening-udp"),
                fields.all("hosts").stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    private Set<Integer> ports(String key) {
        return fields.all(key).stream().map(Integer::valueOf).collect(Collectors.toSet());
    }

    private TimeKeeping clock() {
        return new TimeKeeping(
                Long.parseLong(fields.one("clock")),
                may("keep-time"),
                fields.has("ca-since") ? Long.parseLong(fields.one("ca-since")) : 0);
    }

    private Protection protection() {
        return new Protection(
                fields.number("uid"),
                may("raise-oom-score"),
                may("write-conntrack"),
                fields.has("selinux") ? fields.one("selinux") : "disabled",
                fields.one("firewall-zone"),
                fields.set("guard"));
    }

    private boolean may(String what) {
        return fields.all("may").contains(what);
    }

    private Map<String, Set<String>> addresses() {
        Map<String, Set<String>> interfaces = new TreeMap<>();
        for (String line : fields.all("address")) {
            interfaces
                    .computeIfAbsent(ReportFields.first(line), k -> new TreeSet<>())
                    .add(ReportFields.rest(line));
        }
        return interfaces;
    }

    private Set<String> modules(String state) {
        return fields.all("module").stream()
                .filter(line -> ReportFields.rest(line).equals(state))
                .map(ReportFields::first)
                .collect(Collectors.toSet());
    }

    private Set<String> nameservers() {
        return fields.all("nameserver").stream()
                .map(String::strip)
                .filter(server -> !server.startsWith("127.") && !server.equals("::1"))
                .collect(Collectors.toSet());
    }
}
