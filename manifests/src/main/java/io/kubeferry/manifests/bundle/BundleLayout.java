package io.kubeferry.manifests.bundle;

/** The names of the bundle's first entries, in their order, and what bounds them. */
public final class BundleLayout {
    public static final String README = "README.txt";
    public static final String MANIFEST = "bundle.json";
    public static final String SIGNATURE = "bundle.json.sig";
    public static final String SIGSTORE_BUNDLE = "bundle.json.sigstore.json";
    public static final String CHECKSUMS = "SHA256SUMS";
    public static final String LOCK = "bundle.lock.yaml";
    public static final String SBOM = "sbom.spdx.json";
    public static final String TRUSTED_ROOT = "trusted_root.json";
    public static final String OCI_LAYOUT = "oci-layout";
    public static final String INDEX = "index.json";
    public static final String INSTALLER = "installer/";
    public static final String BLOBS = "blobs/sha256/";

    /** Most bytes that are read of the entries before the signature is checked. */
    static final int MANIFEST_LIMIT = 64 << 20;

    static final int SMALL_LIMIT = 64 << 10;

    private BundleLayout() {}
}
