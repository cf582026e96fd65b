package io.kubeferry.bundler.source.upstream;

import io.kubeferry.bundler.source.registry.RegistryAddress;
import io.kubeferry.bundler.spec.Mirror;
import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.bundler.spec.TlsFiles;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.util.Map;
import java.util.TreeMap;

/** What TLS with each host needs, gathered from all places of the sources that say so. */
public final class TlsByHost {
    private final Map<String, TlsFiles> hosts = new TreeMap<>();

    private TlsByHost() {}

    /**
     * Host, with its port unless it is 443, to its files.
     *
     * @throws Failure with {@link ExitCode#INVALID_INPUT} where two places say different things about one host
     */
    public static Map<String, TlsFiles> of(Sources sources) {
        TlsByHost tls = new TlsByHost();
        sources.hosts().forEach(tls::add);
        sources.registries().forEach((name, route) -> {
            String upstream = RegistryAddress.hostOf(name.replaceFirst("/.*", ""));
            tls.add(route.mirror().map(Mirror::host).orElse(upstream), route.tls());
        });
        return tls.hosts;
    }

    private void add(String hostAndPort, TlsFiles files) {
        String host = hostAndPort.replaceFirst(":443$", "");
        if (files.isNone()) {
            return;
        }
        TlsFiles known = hosts.putIfAbsent(host, files);
        if (known != null && !known.equals(files)) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT,
                    "sources",
                    "say two different things about TLS with " + host + ": " + known + " and " + files,
                    "TLS is agreed on with a host, not with a path: write it once, under sources.hosts");
        }
    }
}
