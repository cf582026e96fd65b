package io.kubeferry.installer.desired;

import io.kubeferry.installer.plan.FileContent;
import io.kubeferry.installer.plan.FileContent.ArchiveMember;
import io.kubeferry.installer.plan.FileContent.Blob;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.image.Platform;
import java.util.List;
import java.util.function.Predicate;

/** The binaries that the bundle carries for one platform, as files for a node. */
public final class Tools {
    private final Target target;
    private final Platform platform;

    public Tools(Target target, Platform platform) {
        this.target = target;
        this.platform = platform;
    }

    /** A tool that is one program: the blob itself, or the member of that name in its archive. */
    public PlannedFile program(String tool, String path) {
        CarriedFile carried = carried(tool);
        if (!target.archives().has(carried.digest())) {
            return executable(path, new Blob(carried.digest(), carried.size()));
        }
        return target.archives().of(carried.digest()).stream()
                .filter(member -> name(member).equals(tool))
                .findFirst()
                .map(member -> executable(path, member))
                .orElseThrow(() -> new IllegalArgumentException("the archive of " + tool + " has no file " + tool));
    }

    /** The programs of an archive whose names are wanted, all in one folder. */
    public List<PlannedFile> programs(String tool, String folder, Predicate<String> names) {
        return target.archives().of(carried(tool).digest()).stream()
                .filter(member -> names.test(name(member)))
                .map(member -> executable(folder + "/" + name(member), member))
                .toList();
    }

    private CarriedFile carried(String tool) {
        return target.bundle().file(tool, target.kubernetes().toolVersion(tool), platform);
    }

    private static String name(ArchiveMember member) {
        return member.member().substring(member.member().lastIndexOf('/') + 1);
    }

    private static PlannedFile executable(String path, FileContent content) {
        return new PlannedFile(path, PlannedFile.EXECUTABLE, content);
    }
}
