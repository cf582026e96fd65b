package io.kubeferry.installer.plan;

import java.util.List;

/** What one phase does on one node, in order. */
public record Step(String node, List<Action> actions) {
    public Step {
        actions = List.copyOf(actions);
    }

    public static Step of(String node, Action... actions) {
        return new Step(node, List.of(actions));
    }
}
