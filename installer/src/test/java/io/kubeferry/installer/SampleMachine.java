package io.kubeferry.installer;

import io.kubeferry.installer.machine.Capacity;
import io.kubeferry.installer.machine.Identity;
import io.kubeferry.installer.machine.Kernel;
import io.kubeferry.installer.machine.Machine;
import io.kubeferry.installer.machine.Networking;
import io.kubeferry.installer.machine.OperatingSystem;
import io.kubeferry.installer.machine.Protection;
import io.kubeferry.installer.machine.Storage;
import io.kubeferry.installer.machine.TimeKeeping;
import io.kubeferry.installer.site.Node;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A machine as its operating system left it, but for what a test says of it. */
public final class SampleMachine {
    private Identity identity;
    private OperatingSystem system;
    private Kernel kernel;
    private Capacity capacity;
    private Storage storage;
    private Networking network;
    private TimeKeeping clock;
    private Protection protection;

    private SampleMachine(Machine machine) {
        this.identity = machine.identity();
        this.system = machine.system();
        this.kernel = machine.kernel();
        this.capacity = machine.capacity();
        this.storage = machine.storage();
        this.network = machine.network();
        this.clock = machine.clock();
        this.protection = machine.protection();
    }

    /** The machine of a node. */
    public static SampleMachine of(Node node) {
        return new SampleMachine(Samples.machine(node));
    }

    /** Another one that is like this. */
    public static SampleMachine like(Machine machine) {
        return new SampleMachine(machine);
    }

    public Machine build() {
        return new Machine(identity, system, kernel, capacity, storage, network, clock, protection);
    }

    public SampleMachine named(String hostname) {
        identity = new Identity(hostname, identity.machineId(), identity.productUuid());
        return this;
    }

    public SampleMachine withId(String machineId) {
        identity = new Identity(identity.hostname(), machineId, identity.productUuid());
        return this;
    }

    public SampleMachine running(String id, String version, String... like) {
        return with(id, version, Set.of(like), system.glibc());
    }

    public SampleMachine withGlibc(String glibc) {
        return with(system.id(), system.version(), system.like(), glibc);
    }

    private SampleMachine with(String id, String version, Set<String> like, String glibc) {
        system = new OperatingSystem(
                id + " " + version, id, version, like, system.platform(), glibc, system.packages(), system.programs());
        return this;
    }

    /** With these packages installed, as far as its package manager knows. */
    public SampleMachine withPackages(String... packages) {
        return with(Set.of(packages), system.programs());
    }

    /** With more programs. */
    public SampleMachine withPrograms(String... more) {
        return with(system.packages(), union(system.programs(), more));
    }

    /** With no other programs than these. */
    public SampleMachine withOnly(String... programs) {
        return with(system.packages(), Set.of(programs));
    }

    private SampleMachine with(Set<String> packages, Set<String> programs) {
        system = new OperatingSystem(
                system.name(),
                system.id(),
                system.version(),
                system.like(),
                system.platform(),
                system.glibc(),
                packages,
                programs);
        return this;
    }

    public SampleMachine withKernel(String release) {
        return with(release, kernel.modules(), kernel.loadableModules(), kernel.settings());
    }

    /** With a module loaded. */
    public SampleMachine loaded(String module) {
        return with(kernel.release(), union(kernel.modules(), module), kernel.loadableModules(), kernel.settings());
    }

    /** Without a module that might be loaded. */
    public SampleMachine without(String module) {
        Set<String> loadable = new HashSet<>(kernel.loadableModules());
        loadable.remove(module);
        return with(kernel.release(), kernel.modules(), loadable, kernel.settings());
    }

    public SampleMachine withoutModules() {
        return with(kernel.release(), Set.of(), Set.of(), kernel.settings());
    }

    public SampleMachine set(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(kernel.settings());
        all.putAll(settings);
        return with(kernel.release(), kernel.modules(), kernel.loadableModules(), all);
    }

    private SampleMachine with(
            String release, Set<String> modules, Set<String> loadable, Map<String, String> settings) {
        kernel = new Kernel(release, modules, loadable, settings, kernel.cgroupVersion(), kernel.cgroupControllers());
        return this;
    }

    public SampleMachine withFirstCgroups() {
        return withCgroups(1, kernel.cgroupControllers());
    }

    public SampleMachine withControllers(String... controllers) {
        return withCgroups(kernel.cgroupVersion(), Set.of(controllers));
    }

    private SampleMachine withCgroups(int version, Set<String> controllers) {
        kernel = new Kernel(
                kernel.release(), kernel.modules(), kernel.loadableModules(), kernel.settings(), version, controllers);
        return this;
    }

    public SampleMachine with(Capacity other) {
        capacity = other;
        return this;
    }

    public SampleMachine withFree(Map<String, Long> freeBytes) {
        return with(storage.totalBytes(), freeBytes, storage.noexec(), storage.withoutLayers(), storage.links());
    }

    /** With a file system of this size below every folder. */
    public SampleMachine withDisk(long bytes) {
        Map<String, Long> total = new TreeMap<>(storage.totalBytes());
        total.replaceAll((folder, size) -> bytes);
        return with(total, storage.freeBytes(), storage.noexec(), storage.withoutLayers(), storage.links());
    }

    public SampleMachine noexec(String... folders) {
        return with(
                storage.totalBytes(), storage.freeBytes(), Set.of(folders), storage.withoutLayers(), storage.links());
    }

    public SampleMachine withoutLayers(String folder, String kind) {
        return with(storage.totalBytes(), storage.freeBytes(), storage.noexec(), Map.of(folder, kind), storage.links());
    }

    public SampleMachine linked(String folder, String leads) {
        return with(
                storage.totalBytes(),
                storage.freeBytes(),
                storage.noexec(),
                storage.withoutLayers(),
                Map.of(folder, leads));
    }

    private SampleMachine with(
            Map<String, Long> total,
            Map<String, Long> free,
            Set<String> noexec,
            Map<String, String> withoutLayers,
            Map<String, String> links) {
        storage = new Storage(total, free, noexec, withoutLayers, links);
        return this;
    }

    public SampleMachine withInterfaces(Map<String, Set<String>> interfaces) {
        return with(interfaces, network.routes(), network.defaultDevice(), network.wildcardDomains());
    }

    public SampleMachine routed(String destination, String device) {
        return with(
                network.interfaces(), Map.of(destination, device), network.defaultDevice(), network.wildcardDomains());
    }

    /** With the default route through an interface. */
    public SampleMachine routed(String device) {
        return with(network.interfaces(), network.routes(), device, network.wildcardDomains());
    }

    public SampleMachine searching(String wildcardDomain) {
        return with(network.interfaces(), network.routes(), network.defaultDevice(), Set.of(wildcardDomain));
    }

    private SampleMachine with(
            Map<String, Set<String>> interfaces,
            Map<String, String> routes,
            String defaultDevice,
            Set<String> wildcardDomains) {
        network = new Networking(
                interfaces,
                network.macs(),
                routes,
                defaultDevice,
                network.nameservers(),
                wildcardDomains,
                network.listening(),
                network.listeningUdp(),
                network.hostsFile());
        return this;
    }

    /** With more TCP ports in use. */
    public SampleMachine listening(Integer... ports) {
        Set<Integer> all = new HashSet<>(network.listening());
        all.addAll(Set.of(ports));
        return with(all, network.listeningUdp(), network.hostsFile());
    }

    public SampleMachine listeningUdp(int port) {
        return with(network.listening(), Set.of(port), network.hostsFile());
    }

    public SampleMachine withHosts(String hostsFile) {
        return with(network.listening(), network.listeningUdp(), hostsFile);
    }

    private SampleMachine with(Set<Integer> tcp, Set<Integer> udp, String hostsFile) {
        network = new Networking(
                network.interfaces(),
                network.macs(),
                network.routes(),
                network.defaultDevice(),
                network.nameservers(),
                network.wildcardDomains(),
                tcp,
                udp,
                hostsFile);
        return this;
    }

    public SampleMachine at(long epochSeconds) {
        clock = new TimeKeeping(epochSeconds, clock.synchronised(), clock.caSince());
        return this;
    }

    /** With commands that run as another user than root, and little that they may do. */
    public SampleMachine asUser(int uid) {
        protection = new Protection(uid, false, false, protection.selinux(), protection.firewallZone(), Set.of());
        return this;
    }

    public SampleMachine guardedBy(String... guards) {
        return with(protection.selinux(), protection.firewallZone(), Set.of(guards));
    }

    /** With SELinux enforcing. */
    public SampleMachine labelled() {
        return with("enforcing", protection.firewallZone(), protection.guards());
    }

    /** With firewalld, whose default zone this is. */
    public SampleMachine inZone(String zone) {
        return with(protection.selinux(), zone, protection.guards());
    }

    private SampleMachine with(String selinux, String zone, Set<String> guards) {
        protection = new Protection(
                protection.uid(), protection.mayRaiseOomScore(), protection.mayWriteConntrack(), selinux, zone, guards);
        return this;
    }

    private static Set<String> union(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(Set.of(more));
        return all;
    }
}
