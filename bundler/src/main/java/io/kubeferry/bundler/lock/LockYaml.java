package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.lock.Lock.LockedAddon;
import io.kubeferry.bundler.lock.Lock.LockedInstaller;
import io.kubeferry.bundler.lock.Lock.LockedNetwork;
import io.kubeferry.bundler.lock.Lock.LockedRuntime;
import io.kubeferry.bundler.lock.Lock.LockedText;
import io.kubeferry.bundler.lock.LockedImage.LockedManifest;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.document.Document;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The lock as text: the same lock always gives the same bytes, and reading them gives an equal lock. */
public final class LockYaml {
    private LockYaml() {}

    /** The lock's text. */
    public static String write(Lock lock) {
        YamlText yaml = new YamlText()
                .comment(
                        "Written by 'bundler lock' or 'bundler build'. Keep it with the spec: 'bundler build --locked'")
                .comment(
                        "makes the same bundle again, bit for bit, and refuses where the spec asks for something else.")
                .line("apiVersion", LockShape.API_VERSION)
                .line("kind", LockShape.KIND)
                .line("metadata", ordered("name", lock.name(), "version", lock.version()))
                .line("platforms", lock.platforms());
        writeComponents(yaml, lock);
        if (!lock.files().isEmpty()) {
            yaml.block("files");
        }
        lock.files().forEach(file -> writeFile(yaml, file));
        if (!lock.images().isEmpty()) {
            yaml.block("images");
        }
        lock.images().forEach(image -> writeImage(yaml, image));
        return yaml.toString();
    }

    private static void writeComponents(YamlText yaml, Lock lock) {
        lock.upgradeFrom().ifPresent(version -> yaml.line("upgradeFrom", version));
        yaml.block("kubernetes");
        lock.kubernetes().forEach(release -> writeKubernetes(yaml, release));
        yaml.block("network")
                .field(2, "provider", lock.network().provider())
                .field(2, "version", lock.network().version())
                .field(2, "manifestUrl", lock.network().manifestUrl())
                .field(2, "manifest", lock.network().manifest())
                .field(2, "images", lock.network().images());
        lock.loadBalancer()
                .ifPresent(found -> yaml.block("loadBalancer")
                        .field(2, "provider", found.provider())
                        .field(2, "images", found.images()));
        writeAddons(yaml, lock);
        if (!lock.untested().isEmpty()) {
            yaml.line("untested", lock.untested());
        }
        yaml.block("installer").field(2, "digest", lock.installer().digest());
        if (!lock.installer().runtimes().isEmpty()) {
            yaml.block(2, "runtimes");
        }
        lock.installer()
                .runtimes()
                .forEach(runtime -> yaml.firstField(2, "platform", runtime.platform())
                        .field(4, "java", runtime.javaVersion())
                        .field(4, "minimumGlibc", runtime.minimumGlibc())
                        .field(4, "digest", runtime.digest()));
    }

    private static void writeKubernetes(YamlText yaml, KubernetesComponent release) {
        yaml.firstField(0, "version", release.version())
                .field(2, "imageRepository", release.imageRepository())
                .block(2, "images");
        release.images().forEach((name, image) -> yaml.field(4, name, image));
        yaml.block(2, "tools");
        release.tools().forEach((name, version) -> yaml.field(4, name, version));
    }

    private static void writeAddons(YamlText yaml, Lock lock) {
        if (lock.addons().isEmpty()) {
            return;
        }
        yaml.block("addons");
        for (LockedAddon addon : lock.addons()) {
            yaml.firstField(0, "name", addon.name());
            if (!addon.version().isEmpty()) {
                yaml.field(2, "version", addon.version());
            }
            yaml.block(2, "manifests");
            addon.manifests().forEach(text -> yaml.item(2, ordered("origin", text.origin(), "digest", text.digest())));
            yaml.field(2, "images", addon.images());
            if (!addon.places().fields().isEmpty()) {
                yaml.field(2, "fields", addon.places().fields());
            }
            if (!addon.places().argumentPrefixes().isEmpty()) {
                yaml.field(2, "arguments", addon.places().argumentPrefixes());
            }
        }
    }

    private static void writeFile(YamlText yaml, CarriedFile file) {
        yaml.firstField(0, "name", file.name());
        if (!file.version().isEmpty()) {
            yaml.field(2, "version", file.version());
        }
        file.platform().ifPresent(platform -> yaml.field(2, "platform", platform));
        yaml.field(2, "url", file.origin()).field(2, "digest", file.digest()).field(2, "size", file.size());
    }

    private static void writeImage(YamlText yaml, LockedImage image) {
        yaml.firstField(0, "reference", image.reference())
                .field(2, "neededBy", image.neededBy())
                .block(2, "manifests");
        for (LockedManifest manifest : image.manifests()) {
            yaml.firstField(2, "digest", manifest.descriptor().digest())
                    .field(4, "mediaType", manifest.descriptor().mediaType())
                    .field(4, "size", manifest.descriptor().size());
            manifest.descriptor().platform().ifPresent(platform -> yaml.field(4, "platform", platform));
            manifest.config().ifPresent(config -> yaml.field(4, "config", fields(config)));
            if (!manifest.layers().isEmpty()) {
                yaml.block(4, "layers");
                manifest.layers().forEach(layer -> yaml.item(4, fields(layer)));
            }
        }
    }

    private static Map<String, Object> fields(Descriptor blob) {
        return ordered("digest", blob.digest(), "size", blob.size(), "mediaType", blob.mediaType());
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /**
     * Reads a lock's text.
     *
     * @param name how the file is named in problems
     */
    public static Lock read(String name, String text) {
        YamlValue root = Document.read(name, text, LockShape.document());
        return new Lock(
                root.get("metadata").get("name").text(),
                root.get("metadata").get("version").text(),
                list(root, "platforms", item -> Platform.parse(item.text())),
                root.find("upgradeFrom").map(YamlValue::text).map(KubernetesVersion::parse),
                list(root, "kubernetes", LockYaml::readKubernetes),
                readNetwork(root.get("network")),
                root.find("loadBalancer")
                        .map(found -> new LoadBalancerComponent(
                                found.get("provider").text(), readImages(found.get("images")))),
                list(root, "addons", LockYaml::readAddon),
                list(root, "untested", YamlValue::text),
                readInstaller(root.get("installer")),
                list(root, "files", LockYaml::readFile),
                list(root, "images", LockYaml::readImage));
    }

    private static KubernetesComponent readKubernetes(YamlValue value) {
        Map<String, String> tools = new TreeMap<>();
        value.get("tools").entries().forEach((name, version) -> tools.put(name, version.text()));
        return new KubernetesComponent(
                KubernetesVersion.parse(value.get("version").text()),
                value.get("imageRepository").text(),
                readImages(value.get("images")),
                tools);
    }

    private static Map<String, ImageReference> readImages(YamlValue value) {
        Map<String, ImageReference> images = new TreeMap<>();
        value.entries().forEach((name, image) -> images.put(name, ImageReference.parse(image.text())));
        return images;
    }

    private static LockedNetwork readNetwork(YamlValue value) {
        return new LockedNetwork(
                value.get("provider").text(),
                value.get("version").text(),
                URI.create(value.get("manifestUrl").text()),
                digest(value, "manifest"),
                list(value, "images", item -> ImageReference.parse(item.text())));
    }

    private static LockedAddon readAddon(YamlValue value) {
        return new LockedAddon(
                value.get("name").text(),
                value.find("version").map(YamlValue::text).orElse(""),
                list(
                        value,
                        "manifests",
                        each -> new LockedText(URI.create(each.get("origin").text()), digest(each, "digest"))),
                list(value, "images", item -> ImageReference.parse(item.text())),
                new ImagePlaces(readFields(value), list(value, "arguments", YamlValue::text)));
    }

    private static Map<String, List<String>> readFields(YamlValue addon) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        addon.find("fields")
                .ifPresent(found -> found.entries()
                        .forEach((kind, paths) -> fields.put(
                                kind,
                                paths.items().stream().map(YamlValue::text).toList())));
        return fields;
    }

    private static LockedInstaller readInstaller(YamlValue value) {
        return new LockedInstaller(
                digest(value, "digest"),
                list(
                        value,
                        "runtimes",
                        each -> new LockedRuntime(
                                Platform.parse(each.get("platform").text()),
                                each.get("java").text(),
                                each.get("minimumGlibc").text(),
                                digest(each, "digest"))));
    }

    private static CarriedFile readFile(YamlValue value) {
        return new CarriedFile(
                value.get("name").text(),
                value.find("version").map(YamlValue::text).orElse(""),
                platform(value),
                value.get("url").text(),
                digest(value, "digest"),
                value.get("size").wholeNumber());
    }

    private static LockedImage readImage(YamlValue value) {
        return new LockedImage(
                ImageReference.parse(value.get("reference").text()),
                list(
                        value,
                        "manifests",
                        each -> new LockedManifest(
                                readDescriptor(each),
                                each.find("config").map(LockYaml::readDescriptor),
                                list(each, "layers", LockYaml::readDescriptor))),
                list(value, "neededBy", YamlValue::text));
    }

    private static Descriptor readDescriptor(YamlValue value) {
        return new Descriptor(
                value.get("mediaType").text(),
                digest(value, "digest"),
                value.get("size").wholeNumber(),
                platform(value));
    }

    private static Optional<Platform> platform(YamlValue value) {
        return value.find("platform").map(YamlValue::text).map(Platform::parse);
    }

    private static Digest digest(YamlValue value, String key) {
        return Digest.parse(value.get(key).text());
    }

    private static <T> List<T> list(YamlValue value, String key, Function<YamlValue, T> read) {
        List<T> items = new ArrayList<>();
        value.find(key).ifPresent(found -> found.items().forEach(item -> items.add(read.apply(item))));
        return items;
    }
}
