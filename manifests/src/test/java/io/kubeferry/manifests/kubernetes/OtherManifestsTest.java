package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.image.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Manifests that are not ours to keep: every {@code *.yaml} and {@code *.yml} of the folders {@code flannel}, {@code calico} and
 * {@code weave} in the folder that {@code KUBEFERRY_MANIFESTS} names, such as those of upstream's git history. A reader that
 * knows nothing of the search, and expands all that it reads, has to come to the same images, and to one changed value.
 */
@EnabledIfEnvironmentVariable(named = "KUBEFERRY_MANIFESTS", matches = ".+")
class OtherManifestsTest {
    private static final String SUBNET = "10.77.128.0/17";
    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers", "ephemeralContainers");

    private static Stream<Path> manifests() throws IOException {
        Path folder = Path.of(System.getenv("KUBEFERRY_MANIFESTS"));
        return Files.walk(folder).filter(file -> file.toString().matches(".*\\.ya?ml"));
    }

    private static List<Object> objects(String manifest) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(ManifestText.LIMIT);
        List<Object> objects = new ArrayList<>();
        new Yaml(new SafeConstructor(options)).loadAll(manifest).forEach(objects::add);
        return objects;
    }

    private static void collect(Object value, Set<String> images) {
        if (value instanceof Map<?, ?> map && !"CustomResourceDefinition".equals(map.get("kind"))) {
            map.forEach((key, each) -> {
                if (CONTAINERS.contains(key) && each instanceof List<?> containers) {
                    containers.forEach(container ->
                            images.add(ImageReference.parse((String) ((Map<?, ?>) container).get("image"))
                                    .toString()));
                }
                collect(each, images);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, images));
        }
    }

    /** How many values differ; what is only in one of two lists counts once. */
    private static int differences(Object one, Object other) {
        if (one instanceof Map<?, ?> a
                && other instanceof Map<?, ?> b
                && a.keySet().equals(b.keySet())) {
            return a.keySet().stream()
                    .mapToInt(key -> differences(a.get(key), b.get(key)))
                    .sum();
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            if (a.size() == b.size()) {
                int sum = 0;
                for (int i = 0; i < a.size(); i++) {
                    sum += differences(a.get(i), b.get(i));
                }
                return sum;
            }
            List<Object> added = new ArrayList<>(b);
            added.removeAll(a);
            return b.size() == a.size() + 1 && b.containsAll(a) ? added.size() : 1000;
        }
        return Objects.equals(one, other) ? 0 : 1;
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void areReadAndChangedExactly(Path file) throws IOException {
        String manifest = ManifestText.decode(file.toString(), Files.readAllBytes(file));
        Set<String> images = new TreeSet<>();
        collect(objects(manifest), images);
        assertEquals(
                images,
                new TreeSet<>(ManifestImages.of(file.toString(), manifest).stream()
                        .map(Object::toString)
                        .toList()));

        NetworkManifest network =
                NetworkManifest.of(file.getParent().getFileName().toString());
        String changed = network.withPodSubnet(manifest, PodSubnet.parse(SUBNET));
        assertEquals(SUBNET, network.podSubnetOf(changed).orElseThrow().ipv4());
        int different = differences(objects(manifest), objects(changed));
        boolean begun = !manifest.contains("env:") && changed.contains("env:");
        assertTrue(different == 1 || begun, different + " values differ");
        assertTrue(network.needsOf(manifest).modules().size()
                        + network.needsOf(manifest).plugins().size()
                > 0);
    }
}
