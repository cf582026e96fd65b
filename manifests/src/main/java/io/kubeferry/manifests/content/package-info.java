/** Bytes known by their SHA-256. Knows neither images nor bundles. */
package io.kubeferry.manifests.content;
