/**
 * The release catalogue: what upstream's releases consist of, where they are downloaded from and how their bytes are
 * known. It is data (the YAML resources beside this package), and an operator's own folder can replace or add to it.
 * Knows neither networks nor bundles.
 *
 * <p>To add a release: add its line to the YAML resource, and run the tests, which check every entry. To add a minor of
 * Kubernetes: an entry under {@code minors} (containerd, tools, and the rules of its images until a release is listed). To
 * add a line of a network or an add-on: its minor under {@code lines} with the pattern of its URL and images; what breaks
 * the pattern is listed under {@code releases}. A new network also needs its provider in {@code NetworkTable} and its way to
 * the pod network in the installer; a new add-on needs nothing but its entry in {@code addons.yaml}.
 */
package io.kubeferry.manifests.catalogue;
