/**
 * The catalogue for people: a list of all it knows, and one thing explained; a class for each kind of thing.
 */
package io.kubeferry.bundler.cli.catalogue;
