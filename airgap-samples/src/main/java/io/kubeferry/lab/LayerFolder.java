package io.kubeferry.lab;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that becomes a layer: its files at the image's root, in order of their names, with their own permissions and
 * Jib's fixed time, so that the same folder gives the same digest.
 */
record LayerFolder(Path folder) {
    FileEntriesLayer toLayer() throws IOException {
        FileEntriesLayer.Builder layer =
                FileEntriesLayer.builder().setName(folder.getFileName().toString());
        for (Path path : contents()) {
            layer.addEntry(
                    path,
                    AbsoluteUnixPath.get("/" + folder.relativize(path)),
                    FilePermissions.fromPosixFilePermissions(Files.getPosixFilePermissions(path)));
        }
        return layer.build();
    }

    private List<Path> contents() throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> paths =
                    tree.filter(path -> !path.equals(folder)).sorted().toList();
            for (Path path : paths) {
                if (Files.isSymbolicLink(path)) {
                    throw new IOException(path + " is a symbolic link, which Jib would follow: copy what it points to");
                }
            }
            return paths;
        }
    }
}
