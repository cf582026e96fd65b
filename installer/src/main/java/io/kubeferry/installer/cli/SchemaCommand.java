package io.kubeferry.installer.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.installer.site.SiteFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(sortOptions = false, name = "schema", description = "Prints the JSON Schema of the site's file.")
final class SchemaCommand implements Callable<Integer> {
    private final Terminal terminal;

    SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ObjectNode schema = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "Kubeferry site");
        schema.setAll(SiteFile.SHAPE.jsonSchema());
        terminal.out().println(schema.toPrettyString());
        return 0;
    }
}
