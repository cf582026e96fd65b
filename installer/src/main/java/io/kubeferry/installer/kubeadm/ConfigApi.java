package io.kubeferry.installer.kubeadm;

import io.kubeferry.manifests.kubernetes.KubeadmApi;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the versions of kubeadm's configuration write each in its own way. */
record ConfigApi(KubeadmApi version) {
    static ConfigApi of(KubernetesVersion kubernetes) {
        return new ConfigApi(KubeadmApi.of(kubernetes));
    }

    /** The beginning of a document. */
    Map<String, Object> document(String kind) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", version.apiVersion());
        document.put("kind", kind);
        return document;
    }

    /** Arguments of a program: a mapping until v1beta3, since then a list, in which a name may stand twice. */
    Object arguments(Map<String, String> arguments) {
        if (!isV1beta4()) {
            return new TreeMap<>(arguments);
        }
        List<Map<String, String>> list = new ArrayList<>();
        new TreeMap<>(arguments).forEach((name, value) -> {
            Map<String, String> argument = new LinkedHashMap<>();
            argument.put("name", name);
            argument.put("value", value);
            list.add(argument);
        });
        return list;
    }

    /** Whether times that may pass stand together, and a key's algorithm can be chosen; both since v1beta4. */
    boolean isV1beta4() {
        return version == KubeadmApi.V1BETA4;
    }

    /** Whether the configuration names the folder of patches; before v1beta3 a flag did. */
    boolean namesPatches() {
        return version != KubeadmApi.V1BETA2;
    }
}
