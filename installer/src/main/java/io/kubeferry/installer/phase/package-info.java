/**
 * The phases: pure functions from what is wanted and what is, to what is to be done. A phase touches no host, reads no
 * clock and draws no random number.
 *
 * <p>No phase stages the bundle: a verified bundle is read where it lies, and every file goes from its place in the tar to
 * its place on the node. The list of phases is in {@link io.kubeferry.installer.phase.InstallPhases}; the way back is
 * {@link io.kubeferry.installer.phase.ResetPhases}. What {@code kubeadm} left half-done is recognised by the node's own
 * files ({@link io.kubeferry.installer.facts.Membership}) and cleared before it is tried again; what was a member once is
 * never cleared.
 */
package io.kubeferry.installer.phase;
