/**
 * Machines. Observers and preflight get a {@link io.kubeferry.installer.host.ReadOnlyHost}; only the runner gets a
 * {@link io.kubeferry.installer.host.Host}. Knows no Kubernetes.
 */
package io.kubeferry.installer.host;
