/** Container images as the OCI specifications name them: references, platforms, indexes, manifests. Reads no network. */
package io.kubeferry.manifests.image;
