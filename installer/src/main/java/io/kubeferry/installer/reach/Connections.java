package io.kubeferry.installer.reach;

import java.util.List;
import java.util.Optional;

/**
 * What trying out showed.
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

    /** A connection from one node to a TCP port of another. */
    public record Attempt(String from, String to, int port) {}

    /** Nothing was tried. */
    public static Connections none() {
        return new Connections(List.of(), List.of(), Optional.empty(), Optional.empty());
    }
}
