/**
 * The only place where a plan becomes deeds: fills in what a plan leaves open, gives each node its actions, writes down
 * what was done, and says what failed. Decides nothing: what is to be done is the plan's.
 */
package io.kubeferry.installer.run;
