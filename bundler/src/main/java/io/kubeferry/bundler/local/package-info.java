/** What travels in every bundle and comes from this machine: the installer and the Java runtimes it starts on. */
package io.kubeferry.bundler.local;
