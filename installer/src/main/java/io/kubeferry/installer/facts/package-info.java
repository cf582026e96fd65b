/**
 * What is: facts per node and about the cluster, gathered by scripts that only read. Knows what can be seen, not what is
 * wanted.
 */
package io.kubeferry.installer.facts;
