package io.kubeferry.installer.run;

import io.kubeferry.installer.host.PlacedFile;
import io.kubeferry.installer.plan.PlannedFile;
import java.io.IOException;
import java.util.List;

/** Where the bytes of planned files come from. */
@FunctionalInterface
public interface Contents {
    /**
     * The files of one transfer, with sources to read from.
     *
     * @throws IOException where a node that has to be asked for it cannot be reached
     */
    List<PlacedFile> of(List<PlannedFile> files, Values values) throws IOException;
}
