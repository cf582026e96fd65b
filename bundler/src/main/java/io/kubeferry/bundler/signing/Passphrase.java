package io.kubeferry.bundler.signing;

/** What a private key is encrypted with. It does not print. */
public final class Passphrase {
    private final char[] characters;

    private Passphrase(char[] characters) {
        this.characters = characters;
    }

    /**
     * Takes a passphrase.
     *
     * @throws IllegalArgumentException where it is empty
     */
    public static Passphrase of(char[] characters) {
        if (characters.length == 0) {
            throw new IllegalArgumentException("the passphrase is empty");
        }
        return new Passphrase(characters.clone());
    }

    char[] characters() {
        return characters.clone();
    }

    @Override
    public String toString() {
        return "<passphrase>";
    }
}
