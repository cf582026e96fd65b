package io.kubeferry.bundler.spec;

import io.kubeferry.bundler.spec.Sources.RegistryRoute;
import io.kubeferry.bundler.spec.TlsFiles.ClientCertificate;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code sources}, which has the shape of {@link SourcesShape}. */
final class SourcesReader {
    private final Path folder;
    private final Problems problems;

    /** Paths are relative to {@code folder}. */
    SourcesReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    Sources read(YamlValue value) {
        Map<String, RegistryRoute> registries = new TreeMap<>();
        entries(value, "registries").forEach((name, route) -> registries.put(name, route(name, route)));
        Map<String, String> downloads = new TreeMap<>();
        entries(value, "downloads").forEach((prefix, place) -> downloads.put(prefix, place.text()));
        Map<String, TlsFiles> hosts = new TreeMap<>();
        entries(value, "hosts").forEach((host, files) -> hosts.put(host, tls(files)));
        return new Sources(
                registries,
                downloads,
                hosts,
                value.find("caFile").map(this::file),
                value.find("proxy").map(SourcesReader::proxy),
                value.find("catalog").map(this::catalogue));
    }

    private RegistryRoute route(String name, YamlValue value) {
        Optional<Mirror> mirror = value.find("mirror").map(YamlValue::text).map(Mirror::parse);
        // A name that is one repository's stands for it alone: its copy has to have a name as well.
        if (name.contains("/") && mirror.filter(each -> each.path().isEmpty()).isPresent()) {
            YamlValue place = value.get("mirror");
            problems.add(
                    place.where(),
                    place.path() + " stands in the place of '" + name + "' and names a host only",
                    "write what is asked instead of it in full, such as "
                            + mirror.get().host() + name.substring(name.indexOf('/')));
        }
        return new RegistryRoute(mirror, tls(value));
    }

    private TlsFiles tls(YamlValue value) {
        Optional<Path> certFile = value.find("certFile").map(this::file);
        Optional<Path> keyFile = value.find("keyFile").map(this::file);
        if (certFile.isPresent() != keyFile.isPresent()) {
            problems.add(
                    value.where(),
                    value.path() + " has "
                            + (certFile.isPresent() ? "a certFile and no keyFile" : "a keyFile and no certFile"),
                    "give both: the client's certificate, and its private key");
        }
        return new TlsFiles(
                value.find("caFile").map(this::file),
                certFile.flatMap(certificate -> keyFile.map(key -> new ClientCertificate(certificate, key))));
    }

    private Path file(YamlValue value) {
        Path file = folder.resolve(value.text());
        if (!Files.isRegularFile(file)) {
            problems.add(value.where(), value.path() + ": no such file: " + file, "give a PEM file");
        }
        return file;
    }

    private Path catalogue(YamlValue value) {
        Path path = folder.resolve(value.text());
        if (!Files.isDirectory(path)) {
            problems.add(value.where(), value.path() + ": no such folder: " + path, "give a folder of YAML files");
        }
        return path;
    }

    private static ProxyChoice proxy(YamlValue value) {
        return new ProxyChoice(
                ProxyChoice.parseUrl(value.get("url").text()),
                value.find("except")
                        .map(list -> list.items().stream().map(YamlValue::text).toList())
                        .orElse(List.of()));
    }

    private static Map<String, YamlValue> entries(YamlValue value, String key) {
        return value.find(key).map(YamlValue::entries).orElse(Map.of());
    }
}
