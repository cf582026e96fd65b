/**
 * The plan: what would be done on which node, as a value. A dry run prints it, apply runs that same object. Knows no
 * host and does nothing.
 */
package io.kubeferry.installer.plan;
