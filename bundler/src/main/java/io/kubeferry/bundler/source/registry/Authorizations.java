package io.kubeferry.bundler.source.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubeferry.bundler.source.http.Answer;
import io.kubeferry.bundler.source.http.Call;
import io.kubeferry.bundler.source.http.Http;
import io.kubeferry.bundler.source.http.Secret;
import io.kubeferry.bundler.source.retry.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.http.client.utils.URIBuilder;

/**
 * What registries want to see in the Authorization header, learnt from their challenges and kept until it expires: basic
 * credentials, or a bearer token from the token server that the challenge names (Docker Registry v2 token
 * authentication).
 */
public final class Authorizations {
    private static final int ANSWER_LIMIT = 1 << 20;
    /** A token without a lifetime is good for this long, says that specification. */
    private static final int DEFAULT_LIFETIME_SECONDS = 60;

    private static final Duration LEEWAY = Duration.ofSeconds(10);
    private static final String LOGIN_ADVICE =
            "log in to this registry with 'docker login', or correct the credentials in the docker configuration";

    private final Http http;
    private final Logins logins;
    private final InstantSource clock;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    public Authorizations(Http http, Logins logins, InstantSource clock) {
        this.http = http;
        this.logins = logins;
        this.clock = clock;
    }

    private record Grant(Secret header, Instant expires) {}

    /** What is known to work for this repository; empty before the first challenge and after expiry. */
    Optional<Secret> known(RegistryAddress address) {
        return Optional.ofNullable(grants.get(key(address)))
                .filter(grant -> clock.instant().isBefore(grant.expires()))
                .map(Grant::header);
    }

    /**
     * Answers a challenge.
     *
     * @param tried what the registry has just turned down, if anything
     * @return what to try now
     */
    synchronized Secret answer(RegistryAddress address, List<String> challenges, Optional<Secret> tried)
            throws IOException {
        Optional<Secret> known = known(address);
        if (known.isPresent() && !known.equals(tried)) {
            return known.get(); // Another thread has been here while this one waited.
        }
        Challenge challenge = Challenge.best(challenges)
                .orElseThrow(() -> new Refusal(
                        address.host() + " answered 401 without a challenge that can be answered: " + challenges,
                        LOGIN_ADVICE));
        Optional<Login> login = logins.of(address.host(), address.repository());
        Grant grant = challenge.scheme().equals("basic") ? basic(address, login) : bearer(address, challenge, login);
        grants.put(key(address), grant);
        return grant.header();
    }

    private static String key(RegistryAddress address) {
        return address.scheme() + "://" + address.host() + "/" + address.repository();
    }

    private static Grant basic(RegistryAddress address, Optional<Login> login) throws Refusal {
        return login.map(found -> new Grant(found.basic(), Instant.MAX))
                .orElseThrow(() -> new Refusal(
                        address.host() + " answered 401: it wants a user and a password, and none are known",
                        LOGIN_ADVICE));
    }

    private Grant bearer(RegistryAddress address, Challenge challenge, Optional<Login> login) throws IOException {
        URI realm = realm(address, challenge);
        String scope = challenge.parameter("scope").orElse("repository:" + address.repository() + ":pull");
        Map<String, String> query = new TreeMap<>(Map.of("scope", scope));
        challenge.parameter("service").ifPresent(service -> query.put("service", service));
        Optional<Login> refresh = login.filter(Login::refreshToken);
        try (Answer answer = refresh.isPresent()
                ? http.send(Call.post(realm, refreshForm(query, refresh.get())), Optional.empty())
                : http.send(Call.get(withQuery(realm, query)), login.map(Login::basic))) {
            if (answer.status() == 401 || answer.status() == 403) {
                throw new Refusal(
                        "the token server " + realm + " answered " + answer.status() + " for " + scope
                                + (login.isPresent() ? " with the credentials that are known" : ", asked anonymously"),
                        LOGIN_ADVICE);
            }
            answer.requireSuccess();
            return token(realm, answer.body(ANSWER_LIMIT));
        }
    }

    private static URI realm(RegistryAddress address, Challenge challenge) throws Refusal {
        String text = challenge
                .parameter("realm")
                .orElseThrow(() ->
                        new Refusal(address.host() + " names no token server in its challenge", "check the mirror"));
        URI realm;
        try {
            realm = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(address.host() + " names '" + text + "' as its token server", "check the mirror");
        }
        boolean downgraded = address.scheme().equals("https") && !"https".equals(realm.getScheme());
        if (realm.getHost() == null || downgraded) {
            throw new Refusal(
                    address.host() + " names the token server " + text + ", which is not reached over HTTPS",
                    "credentials are not sent there: check the mirror");
        }
        return realm;
    }

    private static Map<String, String> refreshForm(Map<String, String> query, Login login) {
        Map<String, String> form = new TreeMap<>(query);
        form.put("grant_type", "refresh_token");
        form.put("client_id", "kubeferry");
        form.put("refresh_token", login.secret().value());
        return form;
    }

    private static URI withQuery(URI realm, Map<String, String> query) throws IOException {
        URIBuilder builder = new URIBuilder(realm);
        query.forEach(builder::addParameter);
        try {
            return builder.build();
        } catch (java.net.URISyntaxException e) {
            throw new IOException("a token server's URL: " + e.getMessage(), e);
        }
    }

    private Grant token(URI realm, byte[] body) throws IOException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new Refusal("the token server " + realm + " answered something else than JSON", "check the mirror");
        }
        String token = root.path("token").asText(root.path("access_token").asText(""));
        if (token.isEmpty()) {
            throw new Refusal("the token server " + realm + " answered without a token", "check the mirror");
        }
        int lifetime = root.path("expires_in").asInt(DEFAULT_LIFETIME_SECONDS);
        Instant expires = clock.instant().plusSeconds(lifetime).minus(LEEWAY);
        return new Grant(new Secret("Bearer " + token), expires);
    }
}
