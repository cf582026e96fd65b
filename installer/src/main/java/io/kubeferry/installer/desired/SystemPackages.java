package io.kubeferry.installer.desired;

import io.kubeferry.installer.machine.OperatingSystem;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.CarriedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packages of operating systems that the bundle carries: the author's own files under {@code packages/SYSTEM/}, where SYSTEM
 * is {@code ID}, {@code ID-VERSION} or {@code ID-MAJOR} of os-release, or one of its {@code ID_LIKE}.
 */
public final class SystemPackages {
    private static final String FOLDER = "packages/";
    /** name_version_architecture.deb (deb-buildpackage's names); name-version-release.architecture.rpm. */
    private static final Pattern DEB = Pattern.compile("([a-z0-9][a-z0-9+.-]+)_[^_/]+_[a-z0-9]+\\.deb");

    private static final Pattern RPM =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9+._-]*)-[^-/]+-[^-/]+\\.[a-z0-9_]+\\.rpm");

    /**
     * One package.
     *
     * @param name as the package manager calls it
     */
    public record SystemPackage(String name, CarriedFile file) {
        public boolean isDeb() {
            return file.name().endsWith(".deb");
        }
    }

    private SystemPackages() {}

    /** What the bundle carries for this machine and the machine has not installed. */
    public static List<SystemPackage> missing(BundleManifest bundle, OperatingSystem host) {
        return bundle.files().stream()
                .filter(file -> file.name().startsWith(FOLDER) && isFor(host, system(file)))
                .flatMap(file -> parse(file).stream())
                .filter(carried -> !host.packages().contains(carried.name()))
                .toList();
    }

    private static String system(CarriedFile file) {
        String rest = file.name().substring(FOLDER.length());
        return rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : "";
    }

    private static boolean isFor(OperatingSystem host, String system) {
        List<String> names = new ArrayList<>(host.like());
        names.add(host.id());
        names.add(host.id() + "-" + host.version());
        names.add(host.id() + "-" + host.version().replaceFirst("\\..*", ""));
        return names.contains(system);
    }

    private static Optional<SystemPackage> parse(CarriedFile file) {
        String name = file.name().substring(file.name().lastIndexOf('/') + 1);
        for (Pattern form : List.of(DEB, RPM)) {
            Matcher matcher = form.matcher(name);
            if (matcher.matches()) {
                return Optional.of(new SystemPackage(matcher.group(1), file));
            }
        }
        return Optional.empty();
    }
}
