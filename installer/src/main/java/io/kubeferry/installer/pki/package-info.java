/**
 * The site's own certificate authority: what it is and what it issues. Knows neither hosts nor files; its private key is
 * only ever a value here.
 */
package io.kubeferry.installer.pki;
