/**
 * The phases: pure functions from what is wanted and what is, to what is to be done. A phase touches no host, reads no
 * clock and draws no random number. Each stage has a room of its own below; here is what all are made of.
 *
 * <p>No phase stages the bundle: a verified bundle is read where it lies, and every file goes from its place in the tar to
 * its place on the node. In which order the phases come is said in the package {@code procedure}.
 */
package io.kubeferry.installer.phase;
