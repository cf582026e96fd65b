package io.kubeferry.installer.service;

import io.kubeferry.installer.site.DataFolders;

/** {@code /etc/containerd/config.toml}: version 2 for containerd 1.x, version 3 for 2.x. */
public final class ContainerdConfig {
    private ContainerdConfig() {}

    /**
     * The whole file.
     *
     * @param containerdVersion as upstream writes it, with or without {@code v}
     * @param sandboxImage the pause image that kubeadm's release brings; containerd's own choice is not in the bundle
     * @param mayRaiseOomScore false where processes may not lower their OOM score, and containerd is to leave that be
     */
    public static String of(String containerdVersion, String sandboxImage, boolean mayRaiseOomScore) {
        return of(containerdVersion, sandboxImage, mayRaiseOomScore, DataFolders.STANDARD.containerd());
    }

    /**
     * The whole file, for containers and images in a folder of the site's choice.
     *
     * @param root absolute path
     */
    public static String of(String containerdVersion, String sandboxImage, boolean mayRaiseOomScore, String root) {
        boolean first = !ContainerdVersion.parse(containerdVersion).isAtLeast(2, 0);
        String folder = root.equals(DataFolders.STANDARD.containerd()) ? "" : "root = \"" + root + "\"\n";
        return "version = " + (first ? 2 : 3) + "\n" + folder
                + (first ? version2(sandboxImage, mayRaiseOomScore) : version3(sandboxImage, mayRaiseOomScore));
    }

    private static String version2(String sandboxImage, boolean mayRaiseOomScore) {
        return """

                [plugins."io.containerd.grpc.v1.cri"]
                  sandbox_image = "%s"
                %s
                [plugins."io.containerd.grpc.v1.cri".cni]
                  bin_dir = "/opt/cni/bin"
                  conf_dir = "/etc/cni/net.d"

                [plugins."io.containerd.grpc.v1.cri".containerd]
                  default_runtime_name = "runc"

                [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
                  runtime_type = "io.containerd.runc.v2"

                [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
                  SystemdCgroup = true

                [plugins."io.containerd.grpc.v1.cri".registry]
                  config_path = "/etc/containerd/certs.d"
                """.formatted(sandboxImage, oomScore(mayRaiseOomScore));
    }

    private static String version3(String sandboxImage, boolean mayRaiseOomScore) {
        return """

                [plugins.'io.containerd.cri.v1.images'.pinned_images]
                  sandbox = "%s"

                [plugins.'io.containerd.cri.v1.images'.registry]
                  config_path = "/etc/containerd/certs.d"

                [plugins.'io.containerd.cri.v1.runtime']
                %s
                [plugins.'io.containerd.cri.v1.runtime'.cni]
                  conf_dir = "/etc/cni/net.d"

                [plugins.'io.containerd.cri.v1.runtime'.containerd]
                  default_runtime_name = "runc"

                [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
                  runtime_type = "io.containerd.runc.v2"

                [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
                  SystemdCgroup = true
                """.formatted(sandboxImage, oomScore(mayRaiseOomScore));
    }

    private static String oomScore(boolean mayRaiseOomScore) {
        return mayRaiseOomScore ? "" : "  restrict_oom_score_adj = true\n";
    }
}
