package io.kubeferry.installer.host;

import java.util.ArrayList;
import java.util.List;

/**
 * Where things are on a node.
 *
 * @param state Kubeferry's own folder
 * @param programs where commands are looked for, as in {@code PATH}
 */
record NodePaths(String state, String programs) {
    static final NodePaths STANDARD =
            new NodePaths("/var/lib/kubeferry", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

    /**
     * A command with an environment of its own: nothing of the login shell or the service manager reaches it. Proxy
     * variables, for one, would send what is meant for the site to a machine that the site cannot reach, and kubeadm
     * copies them into static pods.
     */
    List<String> inCleanEnvironment(List<String> argv) {
        List<String> clean = new ArrayList<>(
                List.of("env", "-i", "PATH=" + programs, "LC_ALL=C", "HOME=/root", "USER=root", "LOGNAME=root"));
        clean.addAll(argv);
        return clean;
    }
}
