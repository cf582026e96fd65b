/** What Kubernetes itself defines: versions and the rules between them. Knows neither bundles nor hosts. */
package io.kubeferry.manifests.kubernetes;
