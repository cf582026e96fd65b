package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.document.Document;
import io.kubeferry.manifests.document.MappingShape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import java.util.function.Function;

/**
 * One of the files that a catalogue is made of.
 *
 * @param name the file's name, the same in the resources and in an operator's folder
 * @param shape what it may hold
 * @param from reads what has that shape
 * @param empty what an absent file means
 */
record CatalogueFile<T>(String name, MappingShape shape, Function<YamlValue, T> from, T empty) {
    private static final String API_VERSION = "kubeferry.io/v1alpha1";

    /** The keys that every file of a catalogue begins with. */
    static MappingShape beginning(String kind) {
        return Shapes.mapping()
                .required("apiVersion", Shapes.constant(API_VERSION))
                .required("kind", Shapes.constant(kind));
    }

    /** Reads the file from its text; problems with it are added, and then nothing is what it holds. */
    T read(String where, String text, Problems problems) {
        try {
            return from.apply(Document.read(where, text, shape));
        } catch (Failure e) {
            e.problems().forEach(problem -> problems.add(problem.where(), problem.what(), problem.next()));
            return empty;
        }
    }
}
