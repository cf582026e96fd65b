package io.kubeferry.bundler.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.bundler.cli.option.OutputOption;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.spec.SpecShape;
import picocli.CommandLine.Command;

/** {@code schema}. */
@Command(name = "schema", description = "Prints the JSON Schema of the Bundle document.")
public final class SchemaCommand implements Runnable {
    private final Console console;

    public SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", "https://kubeferry.io/schema/v1alpha1/bundle.json")
                .put("title", "Kubeferry Bundle");
        schema.setAll(SpecShape.document().jsonSchema());
        console.out().println(OutputOption.json(schema));
    }
}
