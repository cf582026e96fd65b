/**
 * One request and its answer: a pooled client, redirections that leak no credentials, as many requests at once as a host
 * bears, and bodies of a promised size. Knows neither registries nor what is fetched.
 */
package io.kubeferry.bundler.source.http;
