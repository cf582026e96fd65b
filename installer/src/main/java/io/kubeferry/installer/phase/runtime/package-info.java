/**
 * What runs containers on a node, and where their images come from: containerd, kubeadm and the kubelet, the site's registry
 * and the authority that its certificates come from.
 */
package io.kubeferry.installer.phase.runtime;
