package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be known about a network provider's manifest: the values that depend on the site, and what its release asks
 * of the machines. Each change leaves every other character as upstream wrote it.
 *
 * <p>To add a provider: implement this, name it in {@link #of} and in {@code permits}, give it a catalogue file and a test
 * with its upstream manifests.
 */
public sealed interface NetworkManifest permits FlannelManifest, CalicoManifest, WeaveManifest {
    /**
     * The provider of this name.
     *
     * @throws Failure with {@link ExitCode#INVALID_INPUT} where nobody has written one
     */
    static NetworkManifest of(String provider) {
        Map<String, NetworkManifest> known = new TreeMap<>(
                Map.of("calico", new CalicoManifest(), "flannel", new FlannelManifest(), "weave", new WeaveManifest()));
        return Optional.ofNullable(known.get(provider))
                .orElseThrow(() -> Failure.of(
                        ExitCode.INVALID_INPUT,
                        "network " + provider,
                        "this network is not known",
                        "take one of " + String.join(", ", known.keySet())));
    }

    /** The manifest's pod subnet; empty where it leaves it to the provider's default. */
    Optional<PodSubnet> podSubnetOf(String manifest);

    /**
     * The manifest with this pod subnet.
     *
     * @throws Failure with {@link ExitCode#INVALID_INPUT} where the manifest is not the provider's, the value cannot be
     *     told apart in its text, or the provider has no dual stack
     */
    String withPodSubnet(String manifest, PodSubnet subnet);

    /** Whether it finds its way to the other nodes by itself where every node has a default route that leads there. */
    boolean followsDefaultRoute();

    /**
     * The manifest, told which of a machine's addresses leads to the other nodes, in a way that needs no default route.
     *
     * @param addresses the nodes' own addresses, all of them
     */
    String withNodeAddresses(String manifest, List<String> addresses);

    /** What this manifest needs of the machines. */
    NetworkNeeds needsOf(String manifest);
}
