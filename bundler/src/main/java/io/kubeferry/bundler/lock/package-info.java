/**
 * From what is asked to what exactly is taken: the request (spec and catalogue, no network), its resolution against the
 * upstream world, and the lock that pins the result. Knows nothing of tar files.
 */
package io.kubeferry.bundler.lock;
