/**
 * The bundle: what its signed manifest says, how the tar is laid out, and how it is opened. There is no way to its
 * contents that does not check the signature first. Knows neither where contents come from nor what a site does with
 * them.
 */
package io.kubeferry.manifests.bundle;
