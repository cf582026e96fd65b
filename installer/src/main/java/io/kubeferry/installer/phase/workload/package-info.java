/**
 * What runs in the cluster: the network, the add-ons, and the proof that they work. Asked of the API on one control plane.
 */
package io.kubeferry.installer.phase.workload;
