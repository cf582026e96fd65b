package io.kubeferry.installer.run;

import io.kubeferry.installer.host.PlacedFile;
import io.kubeferry.installer.plan.FileContent;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.manifests.content.Digest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts alone: for plans that need no bundle. */
public final class TextContents implements Contents {
    @Override
    public List<PlacedFile> of(List<PlannedFile> files, Values values) {
        return files.stream()
                .map(file -> {
                    if (!(file.content() instanceof FileContent.Text text)) {
                        throw new IllegalStateException(file.path() + " needs a bundle");
                    }
                    return placed(file, values.fill(text.text()));
                })
                .toList();
    }

    static PlacedFile placed(PlannedFile file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new PlacedFile(
                file.path(), file.mode(), bytes.length, Digest.of(bytes), () -> new ByteArrayInputStream(bytes));
    }
}
