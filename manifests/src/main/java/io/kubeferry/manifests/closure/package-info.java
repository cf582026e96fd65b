/**
 * The proof that a bundle is complete: everything that a site will ever pull or run resolves inside it. Knows what a bundle
 * says and how its small blobs read, not where they are: the same proof holds for a lock before anything is fetched and
 * for a finished bundle's own bytes.
 */
package io.kubeferry.manifests.closure;
