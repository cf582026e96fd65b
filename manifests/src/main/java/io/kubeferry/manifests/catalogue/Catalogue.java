package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything known about upstream's releases. Every lookup that finds nothing ends with
 * {@link ExitCode#INVALID_INPUT}, what is known, and how to add to it.
 */
public final class Catalogue {
    private static final List<String> FILES =
            List.of(KubernetesTable.NAME, ToolTable.NAME, FlannelTable.NAME, LoadBalancerTable.NAME);

    private final KubernetesTable kubernetes;
    private final ToolTable tools;
    private final FlannelTable flannel;
    private final LoadBalancerTable loadBalancers;

    private Catalogue(
            KubernetesTable kubernetes, ToolTable tools, FlannelTable flannel, LoadBalancerTable loadBalancers) {
        this.kubernetes = kubernetes;
        this.tools = tools;
        this.flannel = flannel;
        this.loadBalancers = loadBalancers;
    }

    /** The catalogue that comes with the program. */
    public static Catalogue bundled() {
        Problems problems = new Problems();
        Catalogue catalogue = from(CatalogueTexts.bundled(FILES), problems);
        catalogue.checkComplete(problems);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("this program's own catalogue: " + problems.found());
        }
        return catalogue;
    }

    /**
     * This catalogue with an operator's entries over it.
     *
     * @param folder files of the same names, any of them. What they say replaces or adds a Kubernetes release, a field or
     *     tool of a minor, a sha256 of a tool's version for a platform, a Flannel release, the image of a load
     *     balancer's tag; what they leave out stays as it is
     * @throws io.kubeferry.manifests.failure.Failure with {@link ExitCode#INVALID_INPUT} and every problem of the folder
     */
    public Catalogue overlaidBy(Path folder) {
        Problems problems = new Problems();
        Catalogue own = from(CatalogueTexts.of(folder, FILES), problems);
        problems.throwIfAny(ExitCode.INVALID_INPUT);
        Catalogue both = new Catalogue(
                kubernetes.overlaidBy(own.kubernetes),
                tools.overlaidBy(own.tools),
                flannel.overlaidBy(own.flannel),
                loadBalancers.overlaidBy(own.loadBalancers));
        both.checkComplete(problems);
        problems.throwIfAny(ExitCode.INVALID_INPUT);
        return both;
    }

    private static Catalogue from(CatalogueTexts texts, Problems problems) {
        return new Catalogue(
                read(KubernetesTable.FILE, texts, problems),
                read(ToolTable.FILE, texts, problems),
                read(FlannelTable.FILE, texts, problems),
                read(LoadBalancerTable.FILE, texts, problems));
    }

    private static <T> T read(CatalogueFile<T> file, CatalogueTexts texts, Problems problems) {
        String text = texts.texts().get(file.name());
        return text == null ? file.empty() : file.read(texts.where(file.name()), text, problems);
    }

    private void checkComplete(Problems problems) {
        kubernetes.checkComplete(problems);
        tools.checkComplete(problems);
        flannel.checkComplete(problems);
    }

    /** A Kubernetes release. */
    public KubernetesRelease kubernetes(KubernetesVersion version) {
        return kubernetes.release(version);
    }

    /** All known releases, the oldest first. */
    public List<KubernetesVersion> kubernetesVersions() {
        return List.copyOf(kubernetes.releases().navigableKeySet());
    }

    /** The containerd versions that this Kubernetes is supported with. */
    public ContainerdRange containerdRange(KubernetesVersion version) {
        return kubernetes.containerdRange(version);
    }

    /** The names that {@link #tool} knows, sorted. */
    public List<String> toolNames() {
        return List.copyOf(tools.tools().navigableKeySet());
    }

    /**
     * A version of a tool, whether its sha256 is known or not.
     *
     * @param version with or without a leading {@code v}
     */
    public ToolRelease tool(String name, String version, Platform platform) {
        return tools.release(name, version, platform);
    }

    /** A release of Flannel. */
    public NetworkRelease flannel(String version) {
        return flannel.release(version).release();
    }

    /** The images that the manifest of a Flannel release names; empty where the catalogue does not say. */
    public List<ImageReference> flannelImages(String version) {
        return flannel.release(version).images();
    }

    /** All known releases of Flannel, the oldest first. */
    public List<String> flannelVersions() {
        return List.copyOf(flannel.releases().navigableKeySet());
    }

    /** The release of Flannel that is taken unless told otherwise. */
    public String defaultFlannel() {
        return flannel.defaultVersion();
    }

    /**
     * HAProxy with keepalived.
     *
     * @param haproxyTag a tag of HAProxy's image; empty for the default
     * @param keepalivedTag a tag of keepalived's image; empty for the default
     */
    public LoadBalancerRelease haproxy(Optional<String> haproxyTag, Optional<String> keepalivedTag) {
        return new LoadBalancerRelease(
                "haproxy",
                Map.of(
                        "haproxy", loadBalancers.image("haproxy", haproxyTag),
                        "keepalived", loadBalancers.image("keepalived", keepalivedTag)));
    }
}
