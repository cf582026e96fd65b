/**
 * kubeadm's configuration in the API version that each release wants. kubeadm does what kubeadm does well; here is only
 * what it is told. Knows no host.
 */
package io.kubeferry.installer.kubeadm;
