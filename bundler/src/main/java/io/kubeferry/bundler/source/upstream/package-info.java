/**
 * The connected world put together as the sources of a spec describe it. The only package that knows all the parts of it.
 */
package io.kubeferry.bundler.source.upstream;
