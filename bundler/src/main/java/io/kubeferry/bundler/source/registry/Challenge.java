package io.kubeferry.bundler.source.registry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WWW-Authenticate header (RFC 9110, section 11.6.1).
 *
 * @param scheme {@code basic} or {@code bearer}
 * @param parameters names in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

    Challenge {
        parameters = new TreeMap<>(parameters);
    }

    static Challenge parse(String header) {
        String[] parts = header.strip().split("\\s+", 2);
        Map<String, String> parameters = new TreeMap<>();
        Matcher matcher = PARAMETER.matcher(parts.length > 1 ? parts[1] : "");
        while (matcher.find()) {
            String quoted = matcher.group(2);
            parameters.put(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
        }
        return new Challenge(parts[0].toLowerCase(Locale.ROOT), parameters);
    }

    /** The one to answer: bearer before basic. */
    static Optional<Challenge> best(List<String> headers) {
        List<Challenge> all = headers.stream().map(Challenge::parse).toList();
        return first(all, "bearer").or(() -> first(all, "basic"));
    }

    private static Optional<Challenge> first(List<Challenge> all, String scheme) {
        return all.stream().filter(each -> each.scheme().equals(scheme)).findFirst();
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }
}
