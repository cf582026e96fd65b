package io.kubeferry.bundler.spec;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.document.MappingShape;
import io.kubeferry.manifests.document.Shape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What a Bundle document may hold: the one place that the reader, the messages and the JSON Schema follow. */
public final class SpecShape {
    public static final String API_VERSION = "kubeferry.io/v1alpha1";
    public static final String KIND = "Bundle";
    /** The add-ons that have a key of their own. */
    private static final List<String> ADDONS = List.of("metrics-server", "dashboard", "kube-prometheus");
    /** Another add-on of the catalogue, such as one of the author's own catalogue folder. */
    static final String OTHER_ADDON = "other";

    static final String OWN_MANIFESTS = "manifests";

    private static final TextShape NAME =
            Shapes.text("a name of lower-case letters, digits and '-'", "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final TextShape VERSION =
            Shapes.text("a version of letters, digits, '.', '_', '+' and '-'", "[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
    private static final TextShape TAG = Shapes.text("an image tag", "[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final TextShape URL = Shapes.parsed("a URL that begins http:// or https://", SpecShape::url);

    private SpecShape() {}

    /** The whole document. */
    public static Shape document() {
        return Shapes.mapping()
                .required("apiVersion", Shapes.constant(API_VERSION))
                .required("kind", Shapes.constant(KIND))
                .required("metadata", Shapes.mapping().required("name", NAME).required("version", VERSION))
                .required("spec", spec())
                .optional("sources", SourcesShape.of(URL));
    }

    private static MappingShape spec() {
        return Shapes.mapping()
                .required(
                        "platforms",
                        Shapes.list(Shapes.parsed("a platform, such as linux/amd64", Platform::parse))
                                .notEmpty())
                .required("kubernetes", kubernetes())
                .required(
                        "network",
                        Shapes.mapping()
                                .optional("flannel", version())
                                .optional("calico", version())
                                .optional("weave", version())
                                .choice())
                .optional("loadBalancer", loadBalancer())
                .optional("addons", Shapes.list(addon()))
                .optional(
                        "images",
                        Shapes.list(Shapes.parsed(
                                "an image, such as docker.io/library/nginx:1.29", SpecShape::imageReference)))
                .optional("files", Shapes.list(file()));
    }

    private static MappingShape version() {
        return Shapes.mapping().optional("version", VERSION);
    }

    private static MappingShape loadBalancer() {
        MappingShape proxy = Shapes.mapping().optional("version", TAG).optional("keepalived", TAG);
        return Shapes.mapping()
                .optional("haproxy", proxy)
                .optional("nginx", proxy)
                .optional("kubeVip", Shapes.mapping().optional("version", TAG))
                .optional("none", Shapes.mapping())
                .choice();
    }

    private static MappingShape addon() {
        MappingShape shape = Shapes.mapping();
        for (String name : ADDONS) {
            shape = shape.optional(name, version());
        }
        return shape.optional(
                        OTHER_ADDON, Shapes.mapping().required("name", NAME).optional("version", VERSION))
                .optional(OWN_MANIFESTS, ownManifests())
                .choice();
    }

    private static MappingShape ownManifests() {
        MappingShape images = Shapes.mapping()
                .optional(
                        "fields",
                        Shapes.dictionary(
                                Shapes.text("a kind, such as Prometheus", "[A-Za-z][A-Za-z0-9]*"),
                                Shapes.list(Shapes.parsed("a dotted path, such as spec.image", SpecShape::imagePath))))
                .optional(
                        "arguments",
                        Shapes.list(Shapes.text("the beginning of an argument, such as --image=", "\\S+")));
        Shape url = Shapes.mapping()
                .required("url", URL)
                .required("sha256", Shapes.parsed("64 hexadecimal digits", Digest::new));
        return Shapes.mapping()
                .required("name", NAME)
                .optional(
                        "files",
                        Shapes.list(Shapes.parsed(
                                        "a pattern of files beside the spec, such as shop/*.yaml", FilePattern::new))
                                .notEmpty())
                .optional("urls", Shapes.list(url).notEmpty())
                .optional("images", images);
    }

    private static MappingShape kubernetes() {
        TextShape version = Shapes.parsed("a Kubernetes version in full, such as v1.36.3", KubernetesVersion::parse);
        MappingShape shape = Shapes.mapping().required("version", version).optional("from", version);
        for (String tool : KubernetesChoice.TOOLS) {
            shape = shape.optional(tool, Shapes.mapping().required("version", VERSION));
        }
        return shape;
    }

    private static MappingShape file() {
        return Shapes.mapping()
                .required("url", URL)
                .required("sha256", Shapes.parsed("64 hexadecimal digits", Digest::new))
                .required("path", Shapes.parsed("a relative path, such as tools/jq", SpecShape::relativePath))
                .optional("platform", Shapes.parsed("a platform, such as linux/amd64", Platform::parse));
    }

    private static ImagePlaces imagePath(String path) {
        return new ImagePlaces(Map.of("Any", List.of(path)), List.of());
    }

    private static ImageReference imageReference(String text) {
        return ImageReference.parse(text);
    }

    private static URI url(String text) {
        URI uri = URI.create(text);
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("'" + text + "' is not a URL of the web without user and fragment");
        }
        return uri;
    }

    private static String relativePath(String text) {
        boolean plain = text.matches("[A-Za-z0-9._+@-]+(/[A-Za-z0-9._+@-]+)*");
        if (!plain || ("/" + text + "/").contains("/../") || ("/" + text + "/").contains("/./")) {
            throw new IllegalArgumentException("'" + text + "' is not a path inside a bundle");
        }
        return text;
    }
}
