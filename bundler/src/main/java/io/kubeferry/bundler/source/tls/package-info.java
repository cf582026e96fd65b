/**
 * TLS with each host: its own authorities and our certificate where the spec names them. Knows nothing of HTTP.
 */
package io.kubeferry.bundler.source.tls;
