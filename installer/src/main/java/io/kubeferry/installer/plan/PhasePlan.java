package io.kubeferry.installer.plan;

import java.util.List;

/**
 * What one phase does.
 *
 * @param phase the phase's name, such as {@code JoinControlPlanes}
 * @param order whether its steps run on all their nodes at once
 */
public record PhasePlan(String phase, Order order, List<Step> steps) {
    /** How the steps of one phase follow each other. */
    public enum Order {
        /** On all nodes at once; a node's steps keep their order. */
        ALL_NODES,
        /** Strictly in the order of the list. */
        ONE_BY_ONE
    }

    public PhasePlan {
        steps = List.copyOf(steps);
    }

    public boolean isEmpty() {
        return steps.stream().allMatch(step -> step.actions().isEmpty());
    }
}
