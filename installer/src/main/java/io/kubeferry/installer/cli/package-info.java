/**
 * The command line: options, confirmation, what is printed, exit codes; and the one place where everything is put together.
 * Decides nothing that a machine or a plan is about.
 */
package io.kubeferry.installer.cli;
