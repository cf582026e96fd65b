package io.kubeferry.bundler.cli.command;

import io.kubeferry.bundler.build.BundlePlan;
import io.kubeferry.bundler.build.BundlePlanner;
import io.kubeferry.bundler.cache.CachedDownloads;
import io.kubeferry.bundler.cache.CachedImages;
import io.kubeferry.bundler.cache.ContentCache;
import io.kubeferry.bundler.cli.option.SpecOptions;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.cli.output.Display;
import io.kubeferry.bundler.local.CarriedJava;
import io.kubeferry.bundler.local.InstallerFolder;
import io.kubeferry.bundler.local.JavaRuntimes;
import io.kubeferry.bundler.local.Payload;
import io.kubeferry.bundler.lock.Lock;
import io.kubeferry.bundler.lock.Lock.LockedInstaller;
import io.kubeferry.bundler.lock.Lock.LockedRuntime;
import io.kubeferry.bundler.lock.LockCheck;
import io.kubeferry.bundler.lock.LockContents;
import io.kubeferry.bundler.lock.LockFile;
import io.kubeferry.bundler.lock.Pins;
import io.kubeferry.bundler.lock.Request;
import io.kubeferry.bundler.lock.Requests;
import io.kubeferry.bundler.lock.Resolver;
import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Images;
import io.kubeferry.bundler.source.download.OwnFiles;
import io.kubeferry.bundler.source.download.ReadOnce;
import io.kubeferry.bundler.source.retry.Pause;
import io.kubeferry.bundler.source.upstream.Upstream;
import io.kubeferry.bundler.spec.Spec;
import io.kubeferry.bundler.spec.SpecFile;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.closure.ClosureProof;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A spec with everything around it that the commands work with: the program's composition root. */
final class Workspace implements AutoCloseable {
    private final SpecOptions options;
    private final Console console;
    private final Display display;
    private final Spec spec;
    private final Pending<Request> request;
    private final Upstream upstream;
    private final ContentCache cache;
    private final Images images;
    private final Downloads downloads;

    private Workspace(
            SpecOptions options,
            Console console,
            Display display,
            Spec spec,
            Pending<Request> request,
            Upstream upstream,
            ContentCache cache) {
        this.options = options;
        this.console = console;
        this.display = display;
        this.spec = spec;
        this.request = request;
        this.upstream = upstream;
        this.cache = cache;
        this.images = new CachedImages(upstream.images(), cache);
        this.downloads = new OwnFiles(options.folder(), new ReadOnce(new CachedDownloads(upstream.downloads(), cache)));
    }

    /** Reads and checks the spec; asks nothing of the network yet. */
    static Workspace open(SpecOptions options, Console console, Display display) {
        Spec spec = SpecFile.read(options.spec());
        ContentCache cache = options.cache().open(console, display);
        // The catalogue is large: it is read while the caller reads the key.
        Pending<Request> request =
                Pending.start(() -> new Requests(catalogue(spec), options.untestedAllowed()).of(spec));
        Upstream upstream = Upstream.open(
                spec.sources(),
                console.environment(),
                options.connections(),
                options.patience(),
                Pause.real(),
                display);
        return new Workspace(options, console, display, spec, request, upstream, cache);
    }

    private static Catalogue catalogue(Spec spec) {
        Catalogue bundled = Catalogue.bundled();
        return spec.sources().catalogue().map(bundled::overlaidBy).orElse(bundled);
    }

    Request request() {
        return request.get();
    }

    /** Says what a person should know about the choices, before anything is fetched. */
    void tellAboutTheRequest() {
        request().untested().forEach(each -> display.note("warning: untested: " + each));
        request().notes().forEach(each -> display.note("note: " + each));
    }

    /** What earlier builds have kept on this machine; nothing where no cache is named. */
    ContentCache cache() {
        return cache;
    }

    Images images() {
        return images;
    }

    Resolver resolver() {
        return resolver(Pins.none());
    }

    private Resolver resolver(Pins pins) {
        return new Resolver(images, downloads, options.connections(), pins, display);
    }

    /** Starts to read the installer and to make a runtime for each platform, while the caller goes on. */
    Pending<Payload> payload() {
        Path home = console.home()
                .orElseThrow(() -> Failure.of(
                        ExitCode.ACTION_FAILED,
                        "",
                        "this bundler runs without its folder, so there is no installer to put into the bundle",
                        "start it with bin/bundler"));
        Map<Platform, Path> given = new LinkedHashMap<>();
        options.runtimes().forEach((platform, path) -> given.put(platform(platform), path));
        JavaRuntimes runtimes = new JavaRuntimes(
                console.cache().resolve("runtimes"), Path.of(System.getProperty("java.home")), given, display);
        return Pending.start(() -> new Payload(
                InstallerFolder.read(home),
                spec.platforms().stream().map(runtimes::get).toList()));
    }

    private static Platform platform(String text) {
        try {
            return Platform.parse(text);
        } catch (IllegalArgumentException e) {
            throw Failure.of(ExitCode.USAGE, "--runtime", e.getMessage(), "write --runtime linux/amd64=PATH", e);
        }
    }

    /** Resolves anew. */
    Lock resolve(Pending<Payload> payload) {
        tellAboutTheRequest();
        display.stage(
                "Resolving " + request().images().size() + " images and "
                        + request().files().size() + " files",
                0);
        return resolver().resolve(request(), () -> locked(payload.get()));
    }

    /** Resolves anew what is named, and what the lock lacks; the rest stays as the lock has it. */
    Lock update(Lock lock, List<String> names, Pending<Payload> payload) {
        tellAboutTheRequest();
        display.stage("Resolving " + String.join(", ", names), 0);
        return resolver(Pins.allBut(names, lock, request())).resolve(request(), () -> locked(payload.get()));
    }

    /** The lock beside the spec, which still has to be what the spec asks for. */
    Lock locked(Path file, Pending<Payload> payload) {
        Lock lock = LockFile.read(file);
        tellAboutTheRequest();
        LockCheck.requireSame(file.toString(), lock, request(), locked(payload.get()));
        return lock;
    }

    /**
     * Plans a bundle, which has to be complete: everything that its site will pull or run is inside.
     *
     * @throws Failure with {@link ExitCode#INVALID_INPUT} and all that is not
     */
    BundlePlan plan(Lock lock, Payload payload) throws IOException {
        BundlePlan plan = BundlePlanner.plan(lock, payload, options.folder());
        ClosureProof.of(plan.manifest(), new LockContents(lock, downloads))
                .requireComplete(
                        ExitCode.INVALID_INPUT,
                        options.lock().toString(),
                        "resolve again with 'bundler lock'; nothing has been fetched for the bundle");
        return plan;
    }

    /** Small files, each of which is fetched once. */
    Downloads downloads() {
        return downloads;
    }

    private static LockedInstaller locked(Payload payload) {
        return new LockedInstaller(
                payload.installer().digest(),
                payload.runtimes().stream().map(Workspace::locked).toList());
    }

    private static LockedRuntime locked(CarriedJava java) {
        return new LockedRuntime(
                java.platform(),
                java.javaVersion(),
                java.minimumGlibc(),
                java.tree().digest());
    }

    @Override
    public void close() throws IOException {
        upstream.close();
    }
}
