/**
 * Which proxy is asked for which host, and what its refusals mean. Knows neither registries nor retries.
 */
package io.kubeferry.bundler.source.proxy;
