/**
 * The whole ways, each a list of phases: to a running cluster, and back. Nothing is decided here but the order.
 */
package io.kubeferry.installer.procedure;
