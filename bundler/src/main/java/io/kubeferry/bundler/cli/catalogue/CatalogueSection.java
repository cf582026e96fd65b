package io.kubeferry.bundler.cli.catalogue;

import io.kubeferry.bundler.cli.output.Fields;
import java.util.List;

/** One kind of thing that the catalogue knows: how it is listed, and how one of its kind is explained. */
interface CatalogueSection {
    /** What the list calls all of them. */
    String title();

    /** What can be asked for. */
    List<String> names();

    /** The list's lines; none where the kind is only explained. */
    List<Fields> rows();

    /** A thing with all its known versions. */
    Fields explain(String name);

    /** One version of a thing. */
    Fields explain(String name, String version);
}
