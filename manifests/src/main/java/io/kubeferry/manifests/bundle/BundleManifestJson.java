package io.kubeferry.manifests.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** {@code bundle.json} as bytes: the same manifest always gives the same ones. */
public final class BundleManifestJson {
    private BundleManifestJson() {}

    /** The bytes that are signed. */
    public static byte[] write(BundleManifest manifest) {
        DefaultIndenter newline = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(newline).withArrayIndenter(newline);
        try {
            return (mapper().writer(printer).writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a bundle manifest has a form that JSON has not", e);
        }
    }

    /**
     * Reads a manifest.
     *
     * @throws IllegalArgumentException where the bytes are not such a manifest
     */
    public static BundleManifest read(byte[] bytes) {
        try {
            var tree = mapper().readTree(new String(bytes, StandardCharsets.UTF_8));
            String format = tree.path("format").asText("absent");
            if (!format.equals(BundleManifest.FORMAT)) {
                throw new IllegalArgumentException(
                        "the format is " + format + "; this program reads " + BundleManifest.FORMAT);
            }
            return mapper().treeToValue(tree, BundleManifest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static ObjectMapper mapper() {
        SimpleModule names = new SimpleModule("kubeferry");
        asText(names, Digest.class, Digest::parse);
        asText(names, Platform.class, Platform::parse);
        asText(names, ImageReference.class, ImageReference::parse);
        asText(names, KubernetesVersion.class, KubernetesVersion::parse);
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .registerModule(names)
                .registerModule(new Jdk8Module());
    }

    private static <T> void asText(SimpleModule module, Class<T> type, Function<String, T> parse) {
        module.addSerializer(type, new ToStringSerializer(type));
        module.addDeserializer(type, new TextDeserializer<>(type, parse));
    }

    private static final class TextDeserializer<T> extends FromStringDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        TextDeserializer(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        protected T _deserialize(String value, com.fasterxml.jackson.databind.DeserializationContext context) {
            return parse.apply(value);
        }
    }
}
