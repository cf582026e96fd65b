package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.document.DictionaryShape;
import io.kubeferry.manifests.document.MappingShape;
import io.kubeferry.manifests.document.Shape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;

/** What a lock may hold. It is written by this program, but it travels through editors and merges. */
final class LockShape {
    static final String API_VERSION = "kubeferry.io/v1alpha1";
    static final String KIND = "Lock";

    /** A pebibyte: nothing that is fetched is larger. */
    private static final long LARGEST = 1L << 50;

    private static final Shape DIGEST = Shapes.parsed("a digest, sha256:…", Digest::parse);
    private static final Shape PLATFORM = Shapes.parsed("a platform, such as linux/amd64", Platform::parse);
    private static final Shape KUBERNETES_VERSION =
            Shapes.parsed("a Kubernetes version in full", KubernetesVersion::parse);
    private static final Shape URL = Shapes.parsed("a URL", URI::create);
    private static final Shape IMAGE = Shapes.parsed("an image with its full name", ImageReference::parse);
    private static final Shape SIZE = Shapes.integer(0, LARGEST);
    private static final TextShape KEY = Shapes.text("a name", "[A-Za-z0-9._-]+");

    private LockShape() {}

    static Shape document() {
        return Shapes.mapping()
                .required("apiVersion", Shapes.constant(API_VERSION))
                .required("kind", Shapes.constant(KIND))
                .required(
                        "metadata",
                        Shapes.mapping().required("name", Shapes.text()).required("version", Shapes.text()))
                .required("platforms", Shapes.list(PLATFORM).notEmpty())
                .optional("upgradeFrom", KUBERNETES_VERSION)
                .required("kubernetes", Shapes.list(kubernetes()).notEmpty())
                .required("network", network())
                .optional(
                        "loadBalancer",
                        Shapes.mapping().required("provider", KEY).required("images", images()))
                .optional("addons", Shapes.list(addon()))
                .optional("untested", Shapes.list(Shapes.text()))
                .required("installer", installer())
                .optional("files", Shapes.list(file()))
                .optional("images", Shapes.list(image()));
    }

    private static DictionaryShape images() {
        return Shapes.dictionary(KEY, IMAGE);
    }

    private static MappingShape kubernetes() {
        return Shapes.mapping()
                .required("version", KUBERNETES_VERSION)
                .required("imageRepository", Shapes.text())
                .required("images", images())
                .required("tools", Shapes.dictionary(KEY, Shapes.text()));
    }

    private static MappingShape network() {
        return Shapes.mapping()
                .required("provider", KEY)
                .required("version", Shapes.text())
                .required("manifestUrl", URL)
                .required("manifest", DIGEST)
                .required("images", Shapes.list(IMAGE));
    }

    private static MappingShape addon() {
        return Shapes.mapping()
                .required("name", KEY)
                .optional("version", Shapes.text())
                .required(
                        "manifests",
                        Shapes.list(Shapes.mapping().required("origin", URL).required("digest", DIGEST)))
                .required("images", Shapes.list(IMAGE))
                .optional("fields", Shapes.dictionary(Shapes.text(), Shapes.list(Shapes.text())))
                .optional("arguments", Shapes.list(Shapes.text()));
    }

    private static MappingShape installer() {
        return Shapes.mapping()
                .required("digest", DIGEST)
                .optional(
                        "runtimes",
                        Shapes.list(Shapes.mapping()
                                .required("platform", PLATFORM)
                                .required("java", Shapes.text())
                                .required("minimumGlibc", Shapes.text())
                                .required("digest", DIGEST)));
    }

    private static MappingShape file() {
        return Shapes.mapping()
                .required("name", Shapes.text())
                .optional("version", Shapes.text())
                .optional("platform", PLATFORM)
                .required("url", URL)
                .required("digest", DIGEST)
                .required("size", SIZE);
    }

    private static MappingShape image() {
        MappingShape blob = Shapes.mapping()
                .required("digest", DIGEST)
                .required("size", SIZE)
                .required("mediaType", Shapes.text("a media type", "[\\x21-\\x7e]*"));
        return Shapes.mapping()
                .required("reference", IMAGE)
                .optional("neededBy", Shapes.list(Shapes.text()))
                .required(
                        "manifests",
                        Shapes.list(blob.optional("platform", PLATFORM)
                                        .optional("config", blob)
                                        .optional("layers", Shapes.list(blob)))
                                .notEmpty());
    }
}
