package io.kubeferry.installer.run;

import io.kubeferry.installer.plan.Action;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What is going on at this moment on which node. */
final class RunningActions {
    private final Map<String, Action> running = new ConcurrentSkipListMap<>();

    void begins(String node, Action action) {
        running.put(node, action);
    }

    void ends(String node) {
        running.remove(node);
    }

    List<String> lines() {
        return running.entrySet().stream()
                .map(each -> each.getKey() + ": '" + each.getValue().describe() + "' " + fate(each.getValue()))
                .toList();
    }

    private static String fate(Action action) {
        if (action instanceof Action.Run run) {
            return run.detachedAs()
                    .map(name -> "goes on there as the unit kubeferry-" + name)
                    .orElse("may still come to its end there");
        }
        return action instanceof Action.Place ? "is given up; no half-written file stays" : "changes nothing";
    }
}
