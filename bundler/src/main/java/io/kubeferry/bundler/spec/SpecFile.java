package io.kubeferry.bundler.spec;

import io.kubeferry.bundler.spec.Spec.LoadBalancerChoice;
import io.kubeferry.bundler.spec.Spec.NetworkChoice;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.document.Document;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads a Bundle document. */
public final class SpecFile {
    private SpecFile() {}

    /**
     * Reads and checks a spec.
     *
     * @throws Failure with {@link ExitCode#INVALID_INPUT} and every problem found
     */
    public static Spec read(Path file) {
        YamlValue root = Document.read(file.toString(), text(file), SpecShape.document());
        Problems problems = new Problems();
        checkRepetition(root.get("spec"), problems);
        Path folder = file.toAbsolutePath().getParent();
        Spec spec = spec(root, new SourcesReader(folder, problems), new AddonReader(folder, problems));
        problems.throwIfAny(ExitCode.INVALID_INPUT);
        return spec;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw Failure.of(
                    ExitCode.USAGE,
                    file.toString(),
                    "no such file",
                    "give the path of a spec, or write one with 'bundler init'",
                    e);
        } catch (CharacterCodingException e) {
            throw Failure.of(ExitCode.INVALID_INPUT, file.toString(), "is not a text in UTF-8", "save it as UTF-8", e);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE, file.toString(), "cannot be read: " + e.getMessage(), "check its permissions", e);
        }
    }

    private static Spec spec(YamlValue root, SourcesReader sources, AddonReader addons) {
        YamlValue spec = root.get("spec");
        return new Spec(
                root.get("metadata").get("name").text(),
                root.get("metadata").get("version").text(),
                spec.get("platforms").items().stream()
                        .map(item -> Platform.parse(item.text()))
                        .distinct()
                        .toList(),
                kubernetes(spec.get("kubernetes")),
                network(spec.get("network")),
                spec.find("loadBalancer").flatMap(SpecFile::loadBalancer),
                addons.read(spec.find("addons").map(YamlValue::items).orElse(List.of())),
                spec.find("images").map(YamlValue::items).orElse(List.of()).stream()
                        .map(item -> ImageReference.parse(item.text()))
                        .distinct()
                        .toList(),
                spec.find("files").map(YamlValue::items).orElse(List.of()).stream()
                        .map(SpecFile::file)
                        .toList(),
                root.find("sources").map(sources::read).orElse(Sources.direct()));
    }

    private static KubernetesChoice kubernetes(YamlValue value) {
        Map<String, String> tools = new TreeMap<>();
        for (String tool : KubernetesChoice.TOOLS) {
            value.find(tool)
                    .ifPresent(chosen -> tools.put(tool, chosen.get("version").text()));
        }
        return new KubernetesChoice(
                KubernetesVersion.parse(value.get("version").text()),
                text(value, "from").map(KubernetesVersion::parse),
                tools);
    }

    private static NetworkChoice network(YamlValue value) {
        Map.Entry<String, YamlValue> choice =
                value.entries().entrySet().iterator().next();
        return new NetworkChoice(choice.getKey(), text(choice.getValue(), "version"));
    }

    private static Optional<LoadBalancerChoice> loadBalancer(YamlValue value) {
        Map.Entry<String, YamlValue> choice =
                value.entries().entrySet().iterator().next();
        List<String> parts = Catalogue.loadBalancers().getOrDefault(choice.getKey(), List.of());
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> tags = new TreeMap<>();
        text(choice.getValue(), "version").ifPresent(tag -> tags.put(parts.get(0), tag));
        text(choice.getValue(), "keepalived").ifPresent(tag -> tags.put("keepalived", tag));
        return Optional.of(new LoadBalancerChoice(choice.getKey(), tags));
    }

    private static ExtraFile file(YamlValue value) {
        return new ExtraFile(
                URI.create(value.get("url").text()),
                new Digest(value.get("sha256").text()),
                value.get("path").text(),
                text(value, "platform").map(Platform::parse));
    }

    private static Optional<String> text(YamlValue value, String key) {
        return value.find(key).map(YamlValue::text);
    }

    private static void checkRepetition(YamlValue spec, Problems problems) {
        checkRepetition(spec.get("platforms").items(), problems);
        checkRepetition(spec.find("images").map(YamlValue::items).orElse(List.of()), problems);
        Set<String> seen = new HashSet<>();
        for (YamlValue file : spec.find("files").map(YamlValue::items).orElse(List.of())) {
            YamlValue path = file.get("path");
            if (!seen.add(path.text() + " " + text(file, "platform").orElse(""))) {
                problems.add(
                        path.where(),
                        path.path() + " is '" + path.text() + "' a second time",
                        "give each file its own");
            }
        }
    }

    private static void checkRepetition(List<YamlValue> items, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (YamlValue item : items) {
            if (!seen.add(item.text())) {
                problems.add(item.where(), item.path() + " is '" + item.text() + "' a second time", "keep one of them");
            }
        }
    }
}
