package io.kubeferry.installer.trial;

import java.util.List;
import java.util.Optional;

/**
 * What trying to connect showed.
 *
 * @param failed connections that did not come about
 * @param untried nodes on which nothing could listen, or from which nothing could connect, and why
 * @param endpointAnswers whether an endpoint that is not ours takes connections; empty where that was not tried
 * @param endpointTakenBy hardware address that answers for an endpoint of ours before there is a cluster; empty for none
 */
public record Connections(
        List<Attempt> failed,
        List<String> untried,
        Optional<Boolean> endpointAnswers,
        Optional<String> endpointTakenBy) {
    public Connections {
        failed = List.copyOf(failed);
        untried = List.copyOf(untried);
    }

    /**
     * A connection from one node to a port.
     *
     * @param to another node's name, or the address of something that is no node of the site
     * @param protocol {@code tcp} or {@code udp}
     */
    public record Attempt(String from, String to, String protocol, int port) {}

    /** Nothing was tried. */
    public static Connections none() {
        return new Connections(List.of(), List.of(), Optional.empty(), Optional.empty());
    }
}
