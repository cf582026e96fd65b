package io.kubeferry.manifests.catalogue;

import java.util.function.Supplier;

/** A value that is made when it is first asked for, once: most commands need few of the catalogue's tables. */
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> make;
    private T made;

    private Lazy(Supplier<T> make) {
        this.make = make;
    }

    static <T> Lazy<T> of(Supplier<T> make) {
        return new Lazy<>(make);
    }

    @Override
    public synchronized T get() {
        if (made == null) {
            made = make.get();
        }
        return made;
    }
}
