/**
 * Contents that are kept on this machine between builds, by their digest. Knows the upstream world's interfaces, but neither
 * specs, locks nor bundles.
 */
package io.kubeferry.bundler.cache;
