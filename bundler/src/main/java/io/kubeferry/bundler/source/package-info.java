/**
 * The upstream world: registries and download hosts over one pooled HTTP client, with credentials, mirrors, retries and
 * resumption. Knows neither locks nor bundles; what it fetches goes to a {@link io.kubeferry.bundler.source.Sink}.
 */
package io.kubeferry.bundler.source;
