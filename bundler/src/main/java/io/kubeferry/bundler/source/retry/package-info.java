/**
 * What may be cured by asking again, what may not, and how long a source is given. Knows no HTTP client.
 */
package io.kubeferry.bundler.source.retry;
