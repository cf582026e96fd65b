package io.kubeferry.bundler.source;

import java.util.Optional;

/** Where credentials are kept. */
@FunctionalInterface
interface Logins {
    /** The credentials for a registry; empty where there are none, which means anonymous access. */
    Optional<Login> of(String registryHost, String repository);
}
