/**
 * The cluster itself, by kubeadm: etcd, the endpoint, the first control plane and those that join it. What {@code kubeadm}
 * left half-done is recognised by the node's own files ({@link io.kubeferry.installer.facts.Membership}) and cleared before
 * it is tried again; what was a member once is never cleared.
 */
package io.kubeferry.installer.phase.controlplane;
