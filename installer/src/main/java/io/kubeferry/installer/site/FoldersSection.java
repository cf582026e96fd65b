package io.kubeferry.installer.site;

import io.kubeferry.manifests.document.Shape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.Problems;
import java.util.List;
import java.util.Optional;

/** The part of a site's file about where nodes keep what grows. */
final class FoldersSection {
    private static final TextShape FOLDER = Shapes.text(
            "an absolute path of plain letters, two folders deep at least, such as /data/etcd",
            "(/[A-Za-z0-9_][-A-Za-z0-9._]*){2,}");

    private FoldersSection() {}

    static Shape shape() {
        return Shapes.mapping()
                .optional("etcd", FOLDER)
                .optional("kubelet", FOLDER)
                .optional("containerd", FOLDER);
    }

    static DataFolders read(Optional<YamlValue> section, Problems problems) {
        DataFolders standard = DataFolders.STANDARD;
        DataFolders folders = new DataFolders(
                text(section, "etcd", standard.etcd()),
                text(section, "kubelet", standard.kubelet()),
                text(section, "containerd", standard.containerd()));
        section.ifPresent(given -> checkApart(given, folders.all(), problems));
        return folders;
    }

    private static void checkApart(YamlValue given, List<String> folders, Problems problems) {
        for (int i = 0; i < folders.size(); i++) {
            for (int j = 0; j < folders.size(); j++) {
                if (i != j && (folders.get(i) + "/").startsWith(folders.get(j) + "/")) {
                    problems.add(
                            given.where(),
                            given.path() + ": " + folders.get(i) + " is, or lies within, another of them",
                            "give each a folder of its own");
                }
            }
        }
    }

    private static String text(Optional<YamlValue> section, String key, String standard) {
        return section.flatMap(given -> given.find(key)).map(YamlValue::text).orElse(standard);
    }
}
