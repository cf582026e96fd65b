package io.kubeferry.installer.kubeadm;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** YAML of trees of mappings, lists, texts, numbers and truth values; keys stay in their order. */
final class YamlText {
    private static final int WIDTH = 4096; // a longer text would be folded

    private YamlText() {}

    /** The documents one after the other, {@code ---} between them. */
    static String of(List<Map<String, Object>> documents) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(WIDTH);
        options.setSplitLines(false);
        Yaml yaml = new Yaml(options);
        return documents.stream().map(yaml::dump).collect(Collectors.joining("---\n"));
    }
}
