package io.kubeferry.bundler.cli.catalogue;

import io.kubeferry.bundler.cli.output.Fields;
import io.kubeferry.manifests.catalogue.Catalogue;
import java.util.List;
import java.util.Map;

/** Load balancers: their images, and the tags that are known of each. */
final class LoadBalancerSection implements CatalogueSection {
    private final Catalogue catalogue;

    LoadBalancerSection(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String title() {
        return "loadBalancers";
    }

    @Override
    public List<String> names() {
        return List.copyOf(Catalogue.loadBalancers().keySet());
    }

    @Override
    public List<Fields> rows() {
        return names().stream()
                .map(provider -> new Fields()
                        .with("name", provider)
                        .withTexts(
                                "images",
                                catalogue
                                        .loadBalancer(provider, Map.of())
                                        .images()
                                        .values()))
                .toList();
    }

    @Override
    public Fields explain(String name) {
        return explain(name, Map.of());
    }

    /** The version is that of the balancer's first part. */
    @Override
    public Fields explain(String name, String version) {
        return explain(name, Map.of(Catalogue.loadBalancers().get(name).get(0), version));
    }

    private Fields explain(String name, Map<String, String> tags) {
        Fields known = new Fields();
        Catalogue.loadBalancers()
                .get(name)
                .forEach(part ->
                        known.with(part, String.join(" ", catalogue.loadBalancerTags(part)) + ", or any other tag"));
        return new Fields()
                .with("loadBalancer", name)
                .withTexts("images", catalogue.loadBalancer(name, tags).images().values())
                .with("tags", known);
    }
}
