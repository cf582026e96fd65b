package io.kubeferry.installer.plan;

import java.util.List;

/** Everything a run does, phase after phase; phases with nothing to do are left out. */
public record Plan(List<PhasePlan> phases) {
    public Plan {
        phases = phases.stream().filter(phase -> !phase.isEmpty()).toList();
    }

    /** Whether the facts are what the site's file wants. */
    public boolean isEmpty() {
        return phases.isEmpty();
    }
}
