/**
 * Whether the site's machines reach each other, tried out: for some seconds each listens on the ports that it is to have, and
 * every other one connects. Changes nothing; what is found is a value that preflight looks at.
 */
package io.kubeferry.installer.reach;
