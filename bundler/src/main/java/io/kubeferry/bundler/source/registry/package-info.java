/**
 * Registries (OCI distribution specification, "Pull"): where a repository is really asked for, and with which credentials.
 */
package io.kubeferry.bundler.source.registry;
