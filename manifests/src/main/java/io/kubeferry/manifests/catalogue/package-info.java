/**
 * The release catalogue: what upstream's releases consist of, where they are downloaded from and how their bytes are
 * known. It is data (the YAML resources beside this package), and an operator's own folder can replace or add to it.
 * Knows neither networks nor bundles.
 *
 * <p>To add a release: add its line to the YAML resource, and run the tests, which check every entry.
 */
package io.kubeferry.manifests.catalogue;
