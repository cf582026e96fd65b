package io.kubeferry.installer.site;

import java.nio.file.Path;

/**
 * How the nodes are reached.
 *
 * @param user logs in, and may do everything (root)
 * @param keyFile private key in OpenSSH's or PEM form
 * @param knownHostsFile OpenSSH's known_hosts; a host that is not in it is refused
 */
public record SshAccess(String user, int port, Path keyFile, Path knownHostsFile) {}
