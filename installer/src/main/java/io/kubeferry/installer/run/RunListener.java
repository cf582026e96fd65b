package io.kubeferry.installer.run;

import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.Plan;
import java.time.Duration;

/** Is told what a run does, as it does it; from several threads, one call at a time for each node. */
public interface RunListener {
    void runBegins(Plan plan);

    /**
     * A phase begins.
     *
     * @param number of the phase in its run, from 1
     */
    void phaseBegins(PhasePlan phase, int number);

    void actionBegins(String node, Action action);

    /**
     * An action came to its good end.
     *
     * @param bytes sent to the node; 0 where the action sends none
     */
    void actionEnds(String node, Action action, Duration took, long bytes);

    void actionFails(String node, Action action, Duration took);

    void phaseEnds(PhasePlan phase, Duration took);

    void runEnds(Duration took);
}
