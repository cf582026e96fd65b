/** What a person asks for: the Bundle document and where its contents may be fetched. Fetches nothing itself. */
package io.kubeferry.bundler.spec;
