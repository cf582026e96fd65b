/**
 * Options that several commands have, each with its default and its limits.
 */
package io.kubeferry.bundler.cli.option;
