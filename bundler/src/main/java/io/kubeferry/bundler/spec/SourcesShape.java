package io.kubeferry.bundler.spec;

import io.kubeferry.manifests.document.MappingShape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;

/** What {@code sources} may hold. */
final class SourcesShape {
    private static final String HOST_PATTERN = "[A-Za-z0-9.-]+(:[0-9]{1,5})?";
    private static final TextShape HOST = Shapes.text("a host name, with its port unless it is 443", HOST_PATTERN);
    private static final TextShape REGISTRY = Shapes.text(
            "a registry's host name, or one and the beginning of repositories, such as docker.io/library",
            HOST_PATTERN + "(/[a-z0-9._-]+)*");
    private static final TextShape FILE = Shapes.text("the path of a file, relative to this one", "[^\\n]+");

    private SourcesShape() {}

    static MappingShape of(TextShape url) {
        return Shapes.mapping()
                .optional(
                        "registries",
                        Shapes.dictionary(REGISTRY, withTls(Shapes.mapping().optional("mirror", mirror()))))
                .optional("downloads", Shapes.dictionary(url, url))
                .optional("hosts", Shapes.dictionary(HOST, withTls(Shapes.mapping())))
                .optional("caFile", FILE)
                .optional("proxy", proxy())
                .optional("catalog", FILE);
    }

    private static MappingShape withTls(MappingShape shape) {
        return shape.optional("caFile", FILE).optional("certFile", FILE).optional("keyFile", FILE);
    }

    private static TextShape mirror() {
        return Shapes.parsed("a mirror, such as mirror.corp:5000/k8s (HTTPS) or http://127.0.0.1:5000", Mirror::parse);
    }

    private static MappingShape proxy() {
        return Shapes.mapping()
                .required("url", Shapes.parsed("a proxy's URL, such as http://proxy.corp:3128", ProxyChoice::parseUrl))
                .optional(
                        "except",
                        Shapes.list(Shapes.parsed(
                                "a host, a domain, an address or a network, such as .corp or 10.0.0.0/8",
                                ProxyExceptions::of)));
    }
}
