package io.kubeferry.installer.service;

import io.kubeferry.installer.registry.RegistryConfig;
import io.kubeferry.installer.registry.RegistryStorage;
import java.util.List;

/**
 * The {@code hosts.toml} files that lead containerd to the site's registries, whatever registry an image names. The root
 * {@code server} is one of the site's too: without it containerd would ask the upstream world last, and wait for it.
 */
public final class RegistryHosts {
    /** The folder that containerd's {@code config_path} names. */
    public static final String FOLDER = "/etc/containerd/certs.d";
    /** The authority that the registries' certificates are issued by. */
    public static final String CA = FOLDER + "/kubeferry-ca.crt";

    private final List<String> addresses;
    private final boolean hasDialTimeout;

    /**
     * Registries in the order in which they are to be asked.
     *
     * @param addresses of the nodes that have a registry
     * @param containerdVersion decides what the files may say: {@code dial_timeout} is known since 2.1
     */
    public RegistryHosts(List<String> addresses, String containerdVersion) {
        this.addresses = List.copyOf(addresses);
        this.hasDialTimeout = ContainerdVersion.parse(containerdVersion).isAtLeast(2, 1);
    }

    /** Where the file for an upstream registry lies. */
    public static String path(String upstream) {
        return FOLDER + "/" + upstream + "/hosts.toml";
    }

    /** The file for an upstream registry whose images the bundle carries: they lie under its name. */
    public String carried(String upstream) {
        return file("/v2/" + RegistryStorage.repositoryPrefix(upstream), "  override_path = true\n");
    }

    /**
     * The file for every other registry: the site's registry says at once that it has no such image, where a real
     * upstream would be waited for.
     */
    public String unknown() {
        return file("", "");
    }

    private String file(String path, String override) {
        String capabilities = "capabilities = [\"pull\", \"resolve\"]\n";
        StringBuilder text = new StringBuilder("server = \"" + url(addresses.get(0)) + path + "\"\n")
                .append("ca = \"" + CA + "\"\n")
                .append(capabilities)
                .append(override.strip())
                .append(override.isEmpty() ? "" : "\n");
        for (String address : addresses) {
            text.append("\n[host.\"" + url(address) + path + "\"]\n")
                    .append("  ca = \"" + CA + "\"\n")
                    .append("  " + capabilities)
                    .append(override)
                    .append(hasDialTimeout ? "  dial_timeout = \"3s\"\n" : "");
        }
        return text.toString();
    }

    private static String url(String address) {
        return "https://" + address + ":" + RegistryConfig.PORT;
    }
}
