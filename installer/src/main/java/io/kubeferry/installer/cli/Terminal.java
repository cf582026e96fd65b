package io.kubeferry.installer.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the program writes, and whom it may ask. */
interface Terminal {
    PrintWriter out();

    PrintWriter err();

    /** Whether a person sits there: lines may be overwritten, questions answered. */
    boolean interactive();

    /** Asks and gives back the answer's line; empty at the end of the input. */
    String ask(String question);

    /** The process's own. */
    static Terminal system() {
        Console console = System.console();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return new Terminal() {
            @Override
            public PrintWriter out() {
                return out;
            }

            @Override
            public PrintWriter err() {
                return err;
            }

            @Override
            public boolean interactive() {
                return console != null;
            }

            @Override
            public String ask(String question) {
                out.print(question);
                out.flush();
                String line = console.readLine();
                return line == null ? "" : line.strip();
            }
        };
    }
}
