/**
 * The registry on each control plane: CNCF Distribution's storage, filled without asking it, and its configuration. Knows
 * bundles and files, no hosts.
 */
package io.kubeferry.installer.registry;
