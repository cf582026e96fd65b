/**
 * The command line: the only package that knows picocli, the terminal and exit codes. One class for each command; the
 * work is done elsewhere.
 */
package io.kubeferry.bundler.cli;
