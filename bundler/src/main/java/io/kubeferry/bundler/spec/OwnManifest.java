package io.kubeferry.bundler.spec;

import io.kubeferry.manifests.content.Digest;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A manifest of the author's own.
 *
 * @param origin its URL, or the path of the file relative to the spec
 * @param file where it is on this machine; empty where it is on the web
 * @param sha256 what it has to be; empty for a file of this machine
 */
public record OwnManifest(URI origin, Optional<Path> file, Optional<Digest> sha256) {}
