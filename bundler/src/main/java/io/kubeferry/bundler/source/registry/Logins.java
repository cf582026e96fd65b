package io.kubeferry.bundler.source.registry;

import java.util.Optional;

/** Where credentials are kept. */
@FunctionalInterface
public interface Logins {
    /** The credentials for a registry; empty where there are none, which means anonymous access. */
    Optional<Login> of(String registryHost, String repository);
}
