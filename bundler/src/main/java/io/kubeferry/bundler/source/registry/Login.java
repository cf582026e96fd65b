package io.kubeferry.bundler.source.registry;

import io.kubeferry.bundler.source.http.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Credentials for a registry.
 *
 * @param refreshToken whether the secret is an OAuth 2 refresh token (docker's "identity token") instead of a password
 */
record Login(String user, Secret secret, boolean refreshToken) {
    /** The value of a basic Authorization header (RFC 7617). */
    Secret basic() {
        byte[] pair = (user + ":" + secret.value()).getBytes(StandardCharsets.UTF_8);
        return new Secret("Basic " + Base64.getEncoder().encodeToString(pair));
    }
}
