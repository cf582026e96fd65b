package io.kubeferry.lab;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code PublishImages REGISTRY LISTING LAYERS CACHE}: builds every image of the listing (see {@link ImageListing}) from the
 * folders in LAYERS and pushes it to REGISTRY (host:port, plain HTTP). Prints one line an image: its name and its digest.
 */
public final class PublishImages {
    private PublishImages() {}

    /** Ends with a stack trace at the first image that cannot be pushed: the lab is then not usable. */
    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            System.err.println("usage: PublishImages REGISTRY LISTING LAYERS CACHE");
            System.exit(2);
        }
        System.setProperty("jib.disableUpdateChecks", "true");
        ImagePublisher publisher = new ImagePublisher(args[0], Path.of(args[2]), Path.of(args[3]));
        try (Reader yaml = Files.newBufferedReader(Path.of(args[1]))) {
            for (LabImage image : ImageListing.parse(yaml).images()) {
                System.out.println(image.name() + " " + publisher.publish(image));
            }
        }
    }
}
