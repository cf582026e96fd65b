/**
 * What Kubernetes itself defines: versions and the rules between them, and what its manifests say. Knows neither bundles
 * nor hosts.
 */
package io.kubeferry.manifests.kubernetes;
