/**
 * The upstream world as the rest of the program sees it: images and downloads, and the sink that takes what is fetched. The
 * packages below reach that world; {@code upstream} puts them together. Knows neither locks nor bundles.
 */
package io.kubeferry.bundler.source;
