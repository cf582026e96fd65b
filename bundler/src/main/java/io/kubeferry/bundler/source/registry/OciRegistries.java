package io.kubeferry.bundler.source.registry;

import io.kubeferry.bundler.source.BufferSink;
import io.kubeferry.bundler.source.Images;
import io.kubeferry.bundler.source.ServedManifest;
import io.kubeferry.bundler.source.Sink;
import io.kubeferry.bundler.source.http.Answer;
import io.kubeferry.bundler.source.http.BodyCopy;
import io.kubeferry.bundler.source.http.Call;
import io.kubeferry.bundler.source.http.Http;
import io.kubeferry.bundler.source.http.Secret;
import io.kubeferry.bundler.source.retry.Attempts;
import io.kubeferry.bundler.source.retry.Refusal;
import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.ManifestDocument;
import io.kubeferry.manifests.image.MediaTypes;
import java.io.IOException;
import java.util.Optional;

/** Registries over HTTP (OCI distribution specification, "Pull"). Manifests keep their bytes. */
public final class OciRegistries implements Images {

    private final Http http;
    private final Authorizations authorizations;
    private final Sources sources;
    private final Attempts attempts;

    public OciRegistries(Http http, Authorizations authorizations, Sources sources, Attempts attempts) {
        this.http = http;
        this.authorizations = authorizations;
        this.sources = sources;
        this.attempts = attempts;
    }

    @Override
    public ServedManifest manifest(ImageReference reference) {
        RegistryAddress address = RegistryAddress.of(reference, sources);
        Call call = Call.get(address.endpoint("manifests", reference.target()))
                .with("Accept", String.join(", ", MediaTypes.MANIFESTS));
        return attempts.run(reference.toString(), () -> 0, () -> {
            try (Answer answer = send(address, call)) {
                answer.requireSuccess();
                byte[] bytes = answer.body(Images.MANIFEST_LIMIT);
                return checked(call, answer, bytes, reference);
            }
        });
    }

    private static ServedManifest checked(Call call, Answer answer, byte[] bytes, ImageReference reference)
            throws IOException {
        Digest found = Digest.of(bytes);
        Optional<String> promised = reference
                .digest()
                .map(Digest::toString)
                .or(() -> answer.header("Docker-Content-Digest").filter(text -> text.startsWith("sha256:")));
        if (promised.isPresent() && !promised.get().equals(found.toString())) {
            throw new Refusal(
                    call + " answered with the digest " + found + " where " + promised.get() + " was promised",
                    "something between here and the registry changes content: check mirror and proxy");
        }
        try {
            return new ServedManifest(bytes, found, ManifestDocument.parse(bytes));
        } catch (IllegalArgumentException e) {
            throw new Refusal(call + " answered with no image: " + e.getMessage(), "check that this is an image");
        }
    }

    @Override
    public byte[] smallBlob(ImageReference image, Descriptor blob) {
        if (blob.size() > Images.MANIFEST_LIMIT) {
            throw new IllegalArgumentException(blob.digest() + " has " + blob.size() + " bytes: not small");
        }
        BufferSink sink = new BufferSink();
        copyBlob(image, blob, sink);
        byte[] bytes = sink.bytes();
        return attempts.run(image.toString(), () -> 0, () -> {
            if (!Digest.of(bytes).equals(blob.digest())) {
                throw new Refusal(
                        "blob " + blob.digest() + " came with the digest " + Digest.of(bytes),
                        "something between here and the registry changes content: check mirror and proxy");
            }
            return bytes;
        });
    }

    @Override
    public void copyBlob(ImageReference image, Descriptor blob, Sink sink) {
        RegistryAddress address = RegistryAddress.of(image, sources);
        Call whole = Call.get(address.endpoint("blobs", blob.digest().toString()));
        attempts.run(image + " (blob " + blob.digest().brief() + ")", sink::received, () -> {
            if (sink.received() < blob.size() || blob.size() == 0) {
                Call call = whole.from(sink.received());
                try (Answer answer = send(address, call)) {
                    BodyCopy.copy(call, answer, blob.size(), sink);
                }
            }
            return sink.received();
        });
    }

    private Answer send(RegistryAddress address, Call call) throws IOException {
        Optional<Secret> known = authorizations.known(address);
        Answer first = http.send(call, known);
        if (first.status() != 401) {
            return first;
        }
        first.close();
        Secret fresh = authorizations.answer(address, first.headers("WWW-Authenticate"), known);
        return http.send(call, Optional.of(fresh));
    }
}
