/**
 * What has to be right before anything is changed: checks of facts against the target, all told at once. Touches no host.
 *
 * <p>How to add a check: write a final class that implements {@link io.kubeferry.installer.preflight.Check}, named for what
 * it looks at; say in each problem the node, the value, its limit and the next step; put it into the list in {@link
 * io.kubeferry.installer.preflight.Preflight}; give it a case in {@code PreflightTest}. What only this site cannot do
 * without is a problem: a missing default route or DNS server is none.
 */
package io.kubeferry.installer.preflight;
