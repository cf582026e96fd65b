/**
 * Files: over HTTP, of the spec's own folder, and those that were read already. Knows nothing of registries.
 */
package io.kubeferry.bundler.source.download;
