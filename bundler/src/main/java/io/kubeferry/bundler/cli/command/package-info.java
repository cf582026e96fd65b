/**
 * One class for each command; the work is done elsewhere. A {@code Workspace} holds what they work with.
 */
package io.kubeferry.bundler.cli.command;
