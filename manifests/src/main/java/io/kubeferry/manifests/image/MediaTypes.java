package io.kubeferry.manifests.image;

import java.util.List;

/** The media types of images, from the OCI image specification and Docker's image manifest version 2, schema 2. */
public final class MediaTypes {
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String DOCKER_MANIFEST_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    /** Everything a registry may answer to a request for an image, in order of preference. */
    public static final List<String> MANIFESTS =
            List.of(OCI_INDEX, DOCKER_MANIFEST_LIST, OCI_MANIFEST, DOCKER_MANIFEST);

    static final List<String> INDEXES = List.of(OCI_INDEX, DOCKER_MANIFEST_LIST);
    static final List<String> IMAGES = List.of(OCI_MANIFEST, DOCKER_MANIFEST);

    private MediaTypes() {}
}
