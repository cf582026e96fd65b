/** Private keys: how they are made, kept and used. The public side is io.kubeferry.manifests.trust. */
package io.kubeferry.bundler.signing;
