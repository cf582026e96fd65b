/** What differs between two locks or bundles, and what would have to be carried. Reads no file and fetches nothing. */
package io.kubeferry.bundler.compare;
