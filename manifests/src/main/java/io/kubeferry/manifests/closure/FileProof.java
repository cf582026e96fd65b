package io.kubeferry.manifests.closure;

import io.kubeferry.manifests.bundle.BundleLayout;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.closure.Need.Kind;
import io.kubeferry.manifests.image.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether every binary of every release is there for every platform, and the installer with a runtime to start on. */
final class FileProof {
    /** What a node cannot do without. */
    private static final List<String> TOOLS =
            List.of("kubeadm", "kubelet", "kubectl", "containerd", "runc", "cni-plugins", "crictl", "registry");

    private final BundleManifest bundle;
    private final Entries entries;
    private final List<Need> needs = new ArrayList<>();

    private FileProof(BundleManifest bundle, Entries entries) {
        this.bundle = bundle;
        this.entries = entries;
    }

    static List<Need> of(BundleManifest bundle, Entries entries) {
        FileProof proof = new FileProof(bundle, entries);
        for (KubernetesComponent release : bundle.kubernetes()) {
            Set<String> tools = new TreeSet<>(TOOLS);
            tools.addAll(release.tools().keySet());
            tools.forEach(tool -> proof.tool(release, tool));
        }
        bundle.files().forEach(proof::content);
        bundle.platforms().forEach(proof::program);
        return proof.needs;
    }

    private void tool(KubernetesComponent release, String tool) {
        String who = "Kubernetes " + release.version();
        Optional<String> version = Optional.ofNullable(release.tools().get(tool));
        for (Platform platform : bundle.platforms()) {
            String what = tool + version.map(each -> " " + each).orElse("") + " for " + platform;
            Optional<CarriedFile> file = version.flatMap(each -> find(tool, each, platform));
            if (version.isEmpty()) {
                missing(Kind.BINARY, what, who, "bundle.json names no version of it for this release");
            } else if (file.isEmpty()) {
                missing(Kind.BINARY, what, who, "no such file is carried");
            } else {
                answer(Kind.BINARY, what, who, file.get());
            }
        }
    }

    private Optional<CarriedFile> find(String name, String version, Platform platform) {
        return bundle.files().stream()
                .filter(file -> file.name().equals(name) && file.version().equals(version))
                .filter(file -> file.platform().filter(platform::equals).isPresent())
                .findFirst();
    }

    /** Files of the author's own belong to no release. */
    private void content(CarriedFile file) {
        boolean ofRelease = bundle.kubernetes().stream()
                .anyMatch(release -> file.version().equals(release.tools().get(file.name())));
        if (!ofRelease) {
            String platform = file.platform().map(each -> " for " + each).orElse("");
            answer(Kind.BINARY, "file " + file.name() + platform, "the bundle's list of files", file);
        }
    }

    private void answer(Kind kind, String what, String who, CarriedFile file) {
        entries.lacks(file.digest(), file.size())
                .ifPresentOrElse(
                        why -> missing(kind, what, who, why),
                        () -> needs.add(
                                Need.met(kind, what, List.of(who), file.digest().toString())));
    }

    private void program(Platform platform) {
        String who = "the site's first machine";
        executable(BundleLayout.INSTALLER + "bin/installer", "the installer for " + platform, who);
        String runtime = BundleLayout.INSTALLER + "runtime/" + platform.os() + "-" + platform.architecture();
        executable(runtime + "/bin/java", "a Java runtime for " + platform, who);
        if (bundle.runtimes().stream().noneMatch(each -> each.platform().equals(platform))) {
            missing(
                    Kind.PROGRAM,
                    "the glibc that Java wants on " + platform,
                    "the installer's preflight",
                    "bundle.json lists no runtime for it");
        }
    }

    private void executable(String path, String what, String who) {
        if (entries.isExecutable(path)) {
            needs.add(Need.met(Kind.PROGRAM, what, List.of(who), path));
        } else {
            missing(Kind.PROGRAM, what, who, "there is no program " + path);
        }
    }

    private void missing(Kind kind, String what, String who, String why) {
        needs.add(Need.missing(kind, what, List.of(who), why));
    }
}
