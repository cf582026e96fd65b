package io.kubeferry.bundler.signing;

import java.nio.file.Path;

/**
 * The two files of a key.
 *
 * @param privateKey stays with whoever builds
 * @param publicKey goes to every site, by another way than the bundles
 */
public record KeyPair(Path privateKey, Path publicKey) {
    /** {@code kubeferry.key} and {@code kubeferry.pub} in a folder. */
    public static KeyPair in(Path folder, String name) {
        return new KeyPair(folder.resolve(name + ".key"), folder.resolve(name + ".pub"));
    }
}
