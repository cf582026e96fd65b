package io.kubeferry.installer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.installer.plan.Action;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.Placeholder;
import io.kubeferry.installer.plan.Plan;
import java.util.List;
import java.util.Locale;

/** A plan for programs. Secrets are no part of a plan; the marks that stand for them are made readable. */
final class PlanJson {
    private PlanJson() {}

    static ObjectNode of(Plan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode phases = json.putArray("phases");
        plan.phases().forEach(phase -> add(phases.addObject(), phase));
        return json;
    }

    private static void add(ObjectNode json, PhasePlan phase) {
        json.put("phase", phase.phase()).put("order", phase.order().name().toLowerCase(Locale.ROOT));
        ArrayNode steps = json.putArray("steps");
        phase.steps().forEach(step -> {
            ArrayNode actions = steps.addObject().put("node", step.node()).putArray("actions");
            step.actions().forEach(action -> add(actions.addObject(), action));
        });
    }

    private static void add(ObjectNode json, Action action) {
        json.put("what", Placeholder.display(action.describe()));
        if (action instanceof Action.Place place) {
            ArrayNode files = json.putArray("files");
            place.files().forEach(file -> files.add(file.path()));
        } else if (action instanceof Action.Run run) {
            addWords(json, run.argv());
        } else if (action instanceof Action.Await await) {
            addWords(json, await.argv());
        } else if (action instanceof Action.Capture capture) {
            addWords(json, capture.argv());
        }
    }

    private static void addWords(ObjectNode json, List<String> argv) {
        ArrayNode words = json.putArray("command");
        argv.forEach(word -> words.add(Placeholder.display(word)));
    }
}
