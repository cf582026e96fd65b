package io.kubeferry.installer.trial;

import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.trial.Connections.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts together what both ends said.
 *
 * @param listening each node that listened, and where
 * @param heard what each of them said
 * @param said what each node said that connected
 * @param untried what was not tried at all
 */
record ConnectionReport(
        Site site,
        Map<Node, List<TriedPort>> listening,
        Map<String, String> heard,
        Map<String, String> said,
        List<String> untried) {
    Connections connections() {
        List<String> all = new ArrayList<>(untried);
        Stream.of(heard, said)
                .forEach(answers -> answers.forEach(
                        (node, text) -> Asking.field(text, "untried").forEach(why -> all.add(node + ": " + why))));
        List<Attempt> failed = new ArrayList<>(unreached());
        failed.addAll(unheard());
        Optional<String> taken = said.values().stream()
                .flatMap(text -> Asking.field(text, "taken").stream())
                .findFirst();
        return new Connections(failed, all, endpointAnswers(), taken);
    }

    /** Whether something that is not of the site's nodes is to answer at the endpoint. */
    static boolean isForeign(Site site) {
        return !site.endpoint().provider().isOurs()
                && site.nodes().stream()
                        .noneMatch(node -> node.address().equals(site.endpoint().address()));
    }

    private Optional<Boolean> endpointAnswers() {
        String first = said.get(site.firstControlPlane().name());
        return isForeign(site)
                ? Optional.of(Asking.field(first, "reached")
                        .contains("tcp:" + site.endpoint().hostAndPort()))
                : Optional.empty();
    }

    /** Over TCP, as who connected says it; the endpoint is told of by itself. */
    private List<Attempt> unreached() {
        List<Attempt> failed = new ArrayList<>();
        said.forEach((from, text) -> Asking.field(text, "failed").stream()
                .filter(port -> !port.equals("tcp:" + site.endpoint().hostAndPort()))
                .map(TriedPort::parse)
                .forEach(port -> attempt(from, port).ifPresent(failed::add)));
        return failed;
    }

    /** Over UDP, as who listened says it. */
    private List<Attempt> unheard() {
        List<Attempt> failed = new ArrayList<>();
        listening.forEach((to, ports) -> ports.stream()
                .filter(port -> port.protocol().equals("udp") && couldListen(to))
                .forEach(port -> {
                    List<String> names = Asking.field(heard.get(to.name()), "heard");
                    said.keySet().stream()
                            .filter(from -> !from.equals(to.name()) && isTelling(from))
                            .filter(from -> !names.contains(port.port() + "\t" + from))
                            .forEach(from -> failed.add(new Attempt(from, to.name(), "udp", port.port())));
                }));
        return failed;
    }

    private boolean isTelling(String node) {
        return site.members().stream().anyMatch(each -> each.name().equals(node))
                && Asking.field(said.get(node), "untried").isEmpty();
    }

    /** What failed, where the other side did listen, or is none of the site's. */
    private Optional<Attempt> attempt(String from, TriedPort port) {
        Optional<Node> to = site.nodes().stream()
                .filter(node -> node.address().equals(port.address()))
                .findFirst();
        boolean listened =
                to.map(node -> listening.containsKey(node) && couldListen(node)).orElse(true);
        String name = to.map(Node::name).orElse(port.address());
        return listened ? Optional.of(new Attempt(from, name, port.protocol(), port.port())) : Optional.empty();
    }

    private boolean couldListen(Node node) {
        return Asking.field(heard.get(node.name()), "untried").isEmpty();
    }
}
