/**
 * From a lock to a bundle: what goes in, where it stands, filling it in place, sealing it. Where contents come from is
 * behind io.kubeferry.bundler.source.
 */
package io.kubeferry.bundler.build;
