package io.kubeferry.installer.registry;

/** How a node's registry is configured: CNCF Distribution, 2.8 and 3.x alike. */
public final class RegistryConfig {
    /** The folder of the storage, where each control plane's registry serves from. */
    public static final String STORAGE = "/var/lib/kubeferry/registry";

    public static final int PORT = 5000;
    public static final String FILE = "/etc/kubeferry/registry/config.yml";
    public static final String CERTIFICATE = "/etc/kubeferry/registry/tls.crt";
    public static final String KEY = "/etc/kubeferry/registry/tls.key";

    private RegistryConfig() {}

    /**
     * The text of {@link #FILE}.
     *
     * @param address the node's IP address; the registry listens there and nowhere else
     */
    public static String text(String address) {
        return text(address + ":" + PORT, STORAGE, CERTIFICATE, KEY);
    }

    /** Read-only from its first start: the storage is filled as files, and nobody is to push to a site. */
    static String text(String listen, String storage, String certificate, String key) {
        return """
                # Written by Kubeferry.
                version: 0.1
                log:
                  level: info
                  accesslog:
                    disabled: true
                storage:
                  filesystem:
                    rootdirectory: %s
                  cache:
                    blobdescriptor: inmemory
                  maintenance:
                    uploadpurging:
                      enabled: false
                    readonly:
                      enabled: true
                http:
                  addr: %s
                  tls:
                    certificate: %s
                    key: %s
                """.formatted(storage, listen, certificate, key);
    }
}
