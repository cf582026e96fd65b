/** The upstream world for tests: a real Distribution with images made by Jib, and a server for files. */
package io.kubeferry.bundler.world;
