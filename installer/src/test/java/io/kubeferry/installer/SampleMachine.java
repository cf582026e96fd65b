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
        system = new OperatingSystem(
                id + " " + version,
                id,
                version,
                Set.of(like),
                system.platform(),
                system.glibc(),
                system.packages(),
                system.programs());
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
        storage = new Storage(freeBytes, storage.noexec());
        return this;
    }

    public SampleMachine noexec(String... folders) {
        storage = new Storage(storage.freeBytes(), Set.of(folders));
        return this;
    }

    public SampleMachine withInterfaces(Map<String, Set<String>> interfaces) {
        network = new Networking(
                interfaces,
                network.macs(),
                network.routes(),
                network.hasDefaultRoute(),
                network.nameservers(),
                network.wildcardDomains(),
                network.listening(),
                network.hostsFile());
        return this;
    }

    public SampleMachine routed(String destination, String device) {
        network = new Networking(
                network.interfaces(),
                network.macs(),
                Map.of(destination, device),
                network.hasDefaultRoute(),
                network.nameservers(),
                network.wildcardDomains(),
                network.listening(),
                network.hostsFile());
        return this;
    }

    public SampleMachine searching(String wildcardDomain) {
        network = new Networking(
                network.interfaces(),
                network.macs(),
                network.routes(),
                network.hasDefaultRoute(),
                network.nameservers(),
                Set.of(wildcardDomain),
                network.listening(),
                network.hostsFile());
        return this;
    }

    /** With more TCP ports in use. */
    public SampleMachine listening(Integer... ports) {
        Set<Integer> all = new HashSet<>(network.listening());
        all.addAll(Set.of(ports));
        return with(all, network.hostsFile());
    }

    public SampleMachine withHosts(String hostsFile) {
        return with(network.listening(), hostsFile);
    }

    private SampleMachine with(Set<Integer> listening, String hostsFile) {
        network = new Networking(
                network.interfaces(),
                network.macs(),
                network.routes(),
                network.hasDefaultRoute(),
                network.nameservers(),
                network.wildcardDomains(),
                listening,
                hostsFile);
        return this;
    }

    public SampleMachine at(long epochSeconds) {
        clock = new TimeKeeping(epochSeconds, clock.synchronised(), clock.caSince());
        return this;
    }

    public SampleMachine with(Protection other) {
        protection = other;
        return this;
    }

    private static Set<String> union(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(Set.of(more));
        return all;
    }
}
