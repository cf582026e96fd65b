package io.kubeferry.installer.site;

import io.kubeferry.installer.site.Customisation.Component;
import io.kubeferry.installer.site.Customisation.Volume;
import io.kubeferry.manifests.document.MappingShape;
import io.kubeferry.manifests.document.Shape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.Problems;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The part of a site's file about Kubernetes' own settings. */
final class CustomisationSection {
    private static final TextShape FLAG =
            Shapes.text("a flag without its hyphens, such as max-requests-inflight", "[a-z0-9][-a-z0-9.]*");
    private static final TextShape PATH = Shapes.text("an absolute path", "/[^\\s:]*");
    private static final TextShape GATE = Shapes.text("a feature gate's name", "[A-Za-z][A-Za-z0-9]*");
    private static final String TARGETS = "kube-apiserver|kube-controller-manager|kube-scheduler|etcd"
            + "|kubeletconfiguration|corednsdeployment|kubeproxydaemonset";
    private static final Pattern PATCH =
            Pattern.compile("(" + TARGETS + ")[-A-Za-z0-9_]*(\\+(strategic|merge|json))?\\.(yaml|json)");

    private final Path folder;
    private final Problems problems;

    /**
     * A reader of the section.
     *
     * @param folder what paths in it are relative to
     */
    CustomisationSection(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    static Shape shape() {
        Shape gates = Shapes.dictionary(GATE, Shapes.bool());
        return Shapes.mapping()
                .optional(
                        "apiServer",
                        pod().optional("certSANs", Shapes.list(Shapes.text("a name or an address", "\\S+"))))
                .optional("controllerManager", pod())
                .optional("scheduler", pod())
                .optional("etcd", Shapes.mapping().optional("extraArgs", arguments()))
                .optional(
                        "kubelet",
                        Shapes.mapping().optional("extraArgs", arguments()).optional("config", Shapes.tree()))
                .optional("kubeProxy", Shapes.mapping().optional("config", Shapes.tree()))
                .optional("featureGates", gates)
                .optional("kubeadmFeatureGates", gates)
                .optional(
                        "keyAlgorithm",
                        Shapes.text(
                                "RSA-2048, RSA-3072, RSA-4096, ECDSA-P256 or ECDSA-P384",
                                "RSA-2048|RSA-3072|RSA-4096|ECDSA-P256|ECDSA-P384"))
                .optional("patches", Shapes.text("a folder of patches", ".+"))
                .optional("failCgroupV1", Shapes.bool());
    }

    private static MappingShape pod() {
        Shape volume = Shapes.mapping()
                .required("name", Shapes.text("a volume's name", "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"))
                .required("hostPath", PATH)
                .required("mountPath", PATH)
                .optional("readOnly", Shapes.bool())
                .optional(
                        "pathType",
                        Shapes.text(
                                "a hostPath's type, such as DirectoryOrCreate or File",
                                "DirectoryOrCreate|Directory|FileOrCreate|File|Socket|CharDevice|BlockDevice"));
        return Shapes.mapping().optional("extraArgs", arguments()).optional("extraVolumes", Shapes.list(volume));
    }

    private static Shape arguments() {
        return Shapes.dictionary(FLAG, Shapes.text("the flag's value, quoted where it is no word", "[^\\n]*"));
    }

    /** What the section says; the folder of patches is read. */
    Customisation read(Optional<YamlValue> section) {
        if (section.isEmpty()) {
            return Customisation.none();
        }
        YamlValue given = section.get();
        return new Customisation(
                component(given.find("apiServer"), OwnedKeys.API_SERVER),
                component(given.find("controllerManager"), OwnedKeys.CONTROLLER_MANAGER),
                component(given.find("scheduler"), OwnedKeys.SCHEDULER),
                component(given.find("etcd"), OwnedKeys.ETCD_MEMBER),
                given.find("apiServer")
                        .flatMap(server -> server.find("certSANs"))
                        .map(names ->
                                names.items().stream().map(YamlValue::text).toList())
                        .orElse(List.of()),
                given.find("keyAlgorithm").map(YamlValue::text),
                gates(given.find("featureGates")),
                gates(given.find("kubeadmFeatureGates")),
                component(given.find("kubelet"), OwnedKeys.KUBELET),
                configuration(given.find("kubelet"), OwnedKeys.KUBELET_CONFIGURATION),
                configuration(given.find("kubeProxy"), OwnedKeys.KUBE_PROXY_CONFIGURATION),
                given.find("patches").map(this::patches).orElse(Map.of()),
                given.find("failCgroupV1").filter(fail -> !fail.bool()).isPresent());
    }

    private Component component(Optional<YamlValue> given, OwnedKeys owned) {
        Optional<YamlValue> arguments = given.flatMap(component -> component.find("extraArgs"));
        arguments.ifPresent(mapping -> owned.refuseIn(mapping, problems));
        Map<String, String> texts = new TreeMap<>();
        arguments.ifPresent(mapping -> mapping.entries().forEach((flag, value) -> texts.put(flag, value.text())));
        List<Volume> volumes = given.flatMap(component -> component.find("extraVolumes"))
                .map(list ->
                        list.items().stream().map(CustomisationSection::volume).toList())
                .orElse(List.of());
        return new Component(texts, volumes);
    }

    private static Volume volume(YamlValue given) {
        return new Volume(
                given.get("name").text(),
                given.get("hostPath").text(),
                given.get("mountPath").text(),
                given.find("readOnly").map(YamlValue::bool).orElse(false),
                given.find("pathType").map(YamlValue::text));
    }

    private static Map<String, Boolean> gates(Optional<YamlValue> given) {
        Map<String, Boolean> gates = new TreeMap<>();
        given.ifPresent(mapping -> mapping.entries().forEach((gate, on) -> gates.put(gate, on.bool())));
        return gates;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> configuration(Optional<YamlValue> component, OwnedKeys owned) {
        Optional<YamlValue> given = component.flatMap(value -> value.find("config"));
        given.ifPresent(mapping -> owned.refuseIn(mapping, problems));
        return given.map(mapping -> (Map<String, Object>) mapping.tree()).orElse(Map.of());
    }

    private Map<String, String> patches(YamlValue given) {
        Path patches = folder.resolve(given.text());
        Map<String, String> texts = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(patches)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (PATCH.matcher(name).matches()) {
                    texts.put(name, Files.readString(file));
                } else {
                    problems.add(
                            given.where(),
                            given.path() + ": " + name + " is no name of a patch",
                            "call it <target>[suffix][+strategic|+merge|+json].yaml, target one of "
                                    + TARGETS.replace("|", ", "));
                }
            }
        } catch (IOException e) {
            problems.add(
                    given.where(),
                    given.path() + ": " + patches + " cannot be read: " + e.getMessage(),
                    "name a folder of patches; paths are relative to the site's file");
        }
        return texts;
    }
}
