package io.kubeferry.manifests.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.Golden;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Problem;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private static final MappingShape SHAPE = Shapes.mapping()
            .required("kind", Shapes.constant("Shop"))
            .required("version", Shapes.parsed("a version such as v1.36.3", KubernetesVersion::parse))
            .optional("port", Shapes.integer(1, 65535))
            .optional("open", Shapes.bool())
            .optional(
                    "images",
                    Shapes.list(Shapes.parsed("an image", ImageReference::parse))
                            .notEmpty())
            .optional(
                    "network",
                    Shapes.mapping()
                            .optional("flannel", Shapes.mapping())
                            .optional("calico", Shapes.mapping())
                            .choice())
            .optional(
                    "labels", Shapes.dictionary(Shapes.text("a name of lower-case letters", "[a-z]+"), Shapes.text()));
    private static final String HEAD = "kind: Shop\nversion: v1.36.3\n";

    private static YamlValue read(String text) {
        return Document.read("shop.yaml", text, SHAPE);
    }

    private static String problem(String rest) {
        return Failures.invalid(() -> read(HEAD + rest));
    }

    private static String lines(String first, String next) {
        return first + System.lineSeparator() + "  -> " + next;
    }

    @Test
    void readsWhatHasTheShape() {
        YamlValue root = read(HEAD + """
                port: 8443
                open: true
                images: [nginx, "registry.k8s.io/pause:3.10"]
                network: {flannel: {}}
                labels: {tier: front, site: "7"}
                """);
        assertEquals("v1.36.3", root.get("version").text());
        assertEquals(8443, root.get("port").integer());
        assertTrue(root.get("open").bool());
        assertEquals(
                List.of("nginx", "registry.k8s.io/pause:3.10"),
                root.get("images").items().stream().map(YamlValue::text).toList());
        assertEquals(
                List.of("tier", "site"),
                List.copyOf(root.get("labels").entries().keySet()));
        YamlValue second = root.get("images").items().get(1);
        assertEquals("images[1]", second.path());
        assertEquals("shop.yaml:5:17", second.where());
        assertEquals("the file", root.path());
    }

    @Test
    void findsNothingUnderAKeyThatIsAbsent() {
        YamlValue root = read(HEAD);
        assertEquals(Optional.empty(), root.find("open"));
        assertFalse(root.find("version").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port: | shop.yaml:3:6: port has no value",
                "labels: ~ | shop.yaml:3:9: labels has no value",
                "open: null | shop.yaml:3:7: open has no value",
                "network: {flannel: } | shop.yaml:3:19: network.flannel has no value",
                "labels: {tier: ~} | shop.yaml:3:16: labels.tier is nothing"
            })
    void refusesAKeyWithoutAValueAsItsSchemaDoes(String line, String what) {
        String found = problem(line + "\n");
        assertTrue(found.startsWith(what), found);
    }

    @Test
    void suggestsTheKeyThatWasMeant() {
        assertEquals(
                lines("shop.yaml:3:1: unknown key 'prot' in the file", "did you mean 'port'?"),
                problem("prot: 8443\n"));
        assertEquals(
                lines("shop.yaml:3:1: unknown key 'Images' in the file", "did you mean 'images'?"),
                problem("Images: [nginx]\n"));
        assertEquals(
                lines("shop.yaml:3:11: unknown key 'weave' in network", "known keys are flannel, calico"),
                Failures.problemsOf(ExitCode.INVALID_INPUT, () -> read(HEAD + "network: {weave: {}}\n"))
                        .get(0)
                        .toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port: many | shop.yaml:3:7: port is the text 'many' | write a whole number from 1 to 65535",
                "port: 0 | shop.yaml:3:7: port is 0 | write a whole number from 1 to 65535",
                "port: 65536 | shop.yaml:3:7: port is 65536 | write a whole number from 1 to 65535",
                "port: 0x50 | shop.yaml:3:7: port is the number 0x50 | write a whole number from 1 to 65535",
                "port: 99999999999 | shop.yaml:3:7: port is 99999999999" + " | write a whole number from 1 to 65535",
                "port: 1_0 | shop.yaml:3:7: port is the number 1_0 | write a whole number from 1 to 65535",
                "open: yes | shop.yaml:3:7: open is the truth value yes | write true or false",
                "open: 'true' | shop.yaml:3:7: open is the text 'true' | write true or false",
                "images: nginx | shop.yaml:3:9: images is the text 'nginx' where a list belongs | write [ … ]",
                "images: [] | shop.yaml:3:9: images is empty | write at least 1 item",
                "images: [{a: b}] | shop.yaml:3:10: images[0] is a mapping | write an image",
                "images: [~] | shop.yaml:3:10: images[0] is nothing | write an image",
                "labels: [a] | shop.yaml:3:9: labels is a list where a mapping belongs | write 'key: value' lines",
                "labels: {A: b} | shop.yaml:3:10: a key of labels is 'A' | write a name of lower-case letters",
                "labels: {a: ''} | shop.yaml:3:13: labels.a is '' | write a text",
                "network: flannel | shop.yaml:3:10: network is the text 'flannel' where a mapping belongs"
                        + " | write one of the keys flannel, calico",
                "network: {} | shop.yaml:3:10: network is a choice | give exactly one of flannel, calico",
                "network: {flannel: {}, calico: {}} | shop.yaml:3:10: network is a choice"
                        + " | give exactly one of flannel, calico",
            })
    void namesTheWrongTypeOrValueAndWhatToWrite(String line, String what, String next) {
        assertEquals(lines(what, next), problem(line + "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.20, the number 1.20",
        "true, the truth value true",
        "12, the number 12",
        "2026-11-22, the date 2026-11-22"
    })
    void tellsToQuoteATextThatYamlTakesForSomethingElse(String value, String kind) {
        assertEquals(
                lines(
                        "shop.yaml:3:16: labels.tier is " + kind + " where a text belongs",
                        "quote it: \"" + value + "\""),
                problem("labels: {tier: " + value + "}\n"));
    }

    @Test
    void namesTheValueThatADomainTypeRefuses() {
        assertEquals(
                lines(
                        "shop.yaml:2:10: version: a Kubernetes version is written in full, such as v1.36.3: v1.36",
                        "write a version such as v1.36.3"),
                Failures.invalid(() -> read("kind: Shop\nversion: v1.36\n")));
    }

    @Test
    void tellsAllProblemsAtOnce() {
        List<Problem> problems = Failures.problemsOf(
                ExitCode.INVALID_INPUT,
                () -> read("kind: Shed\nprot: 1\nport: x\nimages: [nginx, UPPER, 7]\nlabels: {a: b, a: c}\n"));
        assertEquals(
                List.of(
                        "shop.yaml:2:1: unknown key 'prot' in the file",
                        "shop.yaml:1:1: the file lacks the key 'version'",
                        "shop.yaml:1:7: kind is 'Shed'",
                        "shop.yaml:3:7: port is the text 'x'",
                        "shop.yaml:4:17: images[1]: 'library/UPPER' is not a repository: lower-case letters, digits and"
                                + " separators only",
                        "shop.yaml:4:24: images[2] is the number 7 where an image belongs",
                        "shop.yaml:5:16: key 'a' is there twice"),
                problems.stream().map(each -> each.where() + ": " + each.what()).toList());
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        assertEquals(
                lines("shop.yaml:4:1: key 'port' of the file is there twice", "keep one of them"),
                problem("port: 1\nport: 2\n"));
    }

    @Test
    void refusesKeysThatAreNoTexts() {
        assertEquals(
                lines(
                        "shop.yaml:3:3: a key of the file is not a text",
                        "write one of " + String.join(", ", SHAPE.keys().keySet())),
                problem("? [a, b]\n: c\n"));
        assertTrue(problem("labels: {[a]: b}\n").startsWith("shop.yaml:3:10: a key of labels is not a text"));
        List<Problem> merge = Failures.problemsOf(ExitCode.INVALID_INPUT, () -> read(HEAD + "labels: {<<: {a: b}}\n"));
        assertEquals("a key of labels is '<<'", merge.get(0).what());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels: &a {x: *a}\n",
                "labels: &a {x: y}\nnetwork: *a\n",
                "a: &a [x]\nb: [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
            })
    void refusesAliasesOfCollections(String rest) {
        assertTrue(problem(rest).contains("not YAML: Number of aliases"), problem(rest));
    }

    @Test
    void allowsAliasesOfTexts() {
        YamlValue root = read("kind: Shop\nversion: &v v1.36.3\nlabels: {site: *v}\n");
        assertEquals("v1.36.3", root.get("labels").get("site").text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "labels: {a: b | shop.yaml:4:1: not YAML",
                "'\tport: 1' | shop.yaml:3:1: not YAML",
                "labels: \"open | shop.yaml:4:1: not YAML",
                "port: *nowhere | shop.yaml:3:7: not YAML",
                "'a: b: c' | shop.yaml:3:5: not YAML",
            })
    void namesThePlaceOfWhatIsNotYaml(String line, String start) {
        String message = problem(line + "\n");
        assertTrue(message.startsWith(start), message);
    }

    @Test
    void refusesASecondDocument() {
        assertTrue(problem("---\nkind: Shop\n").startsWith("shop.yaml:3:1: not YAML"), problem("---\nkind: Shop\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing\n", "---\n...\n"})
    void refusesAnEmptyFile(String text) {
        String message = Failures.invalid(() -> read(text));
        assertTrue(message.startsWith("shop.yaml"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n", "text\n", "42\n", "\u0000", "\u0007kind: Shop\n"})
    void refusesAFileThatIsNoMapping(String text) {
        assertTrue(Failures.invalid(() -> read(text)).startsWith("shop.yaml"));
    }

    @Test
    void refusesNestingWithoutEnd() {
        String message = problem("labels: " + "[".repeat(100_000) + "\n");
        assertTrue(message.startsWith("shop.yaml"), message);
    }

    @Test
    void printsTheSameShapeAsAJsonSchema() throws IOException {
        Golden.assertGolden("document-schema.json", pretty() + "\n");
    }

    private static String pretty() throws JsonProcessingException {
        return new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(SHAPE.jsonSchema())
                .replace("\r\n", "\n");
    }

    @Test
    void aShapeThatPromisedAKeyIsOurBug() {
        YamlValue root = read(HEAD);
        assertThrows(IllegalStateException.class, () -> root.get("port"));
    }
}
