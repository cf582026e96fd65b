/**
 * Signatures and keys, with the JDK alone: the site's side needs no cryptographic library to check a bundle. Knows no
 * bundle, only bytes.
 */
package io.kubeferry.manifests.trust;
