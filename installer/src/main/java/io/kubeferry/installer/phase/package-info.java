/**
 * The phases: pure functions from what is wanted and what is, to what is to be done. A phase touches no host, reads no
 * clock and draws no random number.
 */
package io.kubeferry.installer.phase;
