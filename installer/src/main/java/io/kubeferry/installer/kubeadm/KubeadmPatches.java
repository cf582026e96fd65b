package io.kubeferry.installer.kubeadm;

import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What kubeadm lays over the static pods that it writes: the site's own patches, and ours where a release needs one. */
public final class KubeadmPatches {
    /** Where a node keeps them. */
    public static final String FOLDER = "/etc/kubeferry/kubeadm/patches";

    /**
     * Until 1.21 kubeadm asks for ephemeral storage for etcd, and a kubelet that has just started may not yet know that it
     * has any: it refuses the pod and never tries it again (kubernetes issue 99305). A second control plane that joins then
     * takes the quorum from the first, and the cluster is lost.
     */
    private static final String ETCD_WITHOUT_STORAGE = """
            spec:
              containers:
              - name: etcd
                resources:
                  requests:
                    ephemeral-storage: null
            """;

    private final Map<String, String> files;
    private final ConfigApi api;

    public KubeadmPatches(Site site, KubernetesVersion version) {
        api = ConfigApi.of(version);
        files = new TreeMap<>(site.customisation().patches());
        if (!version.isAtLeast(1, 22)) {
            files.put("etcd0kubeferry+strategic.yaml", ETCD_WITHOUT_STORAGE);
        }
    }

    /** File name to text, in the order of the names; empty where there is nothing to patch. */
    public Map<String, String> files() {
        return Collections.unmodifiableMap(files);
    }

    /** Whether kubeadm's configuration names the folder. */
    public boolean inConfiguration() {
        return !files.isEmpty() && api.namesPatches();
    }

    /** The flags that name the folder where the configuration cannot. */
    public List<String> flags() {
        return files.isEmpty() || api.namesPatches() ? List.of() : List.of("--experimental-patches", FOLDER);
    }
}
