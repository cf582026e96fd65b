/**
 * The command line: with the packages below it the only place that knows picocli, the terminal and exit codes. Here the
 * program begins, and a failure becomes words and an exit code.
 */
package io.kubeferry.bundler.cli;
