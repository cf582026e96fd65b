package io.kubeferry.bundler.signing;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/** Private keys as PEM files that openssl reads too: PKCS#8, encrypted by PBES2 unless told otherwise. */
public final class KeyFiles {
    /** What OWASP recommends for PBKDF2 with HMAC-SHA-256 (2023). */
    private static final int ITERATIONS = 600_000;

    private KeyFiles() {}

    /**
     * Makes a new key. Neither file is ever overwritten.
     *
     * @param passphrase empty to leave the private key unencrypted; it is readable by its owner only in any case
     */
    public static void generate(KeyPair files, Optional<Passphrase> passphrase) {
        for (Path file : new Path[] {files.privateKey(), files.publicKey()}) {
            if (Files.exists(file)) {
                throw alreadyThere(file, null);
            }
        }
        PrivateKey fresh = newKey();
        SigningKey key = SigningKey.of(PrivateKeyInfo.getInstance(fresh.getEncoded()));
        create(files.privateKey(), "rw-------", privatePem(fresh, passphrase));
        create(files.publicKey(), "rw-r--r--", key.publicPem());
    }

    private static PrivateKey newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks the curve P-256", e);
        }
    }

    private static String privatePem(PrivateKey key, Optional<Passphrase> passphrase) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            if (passphrase.isPresent()) {
                OutputEncryptor encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                        .setProvider(new BouncyCastleProvider())
                        .setPRF(PKCS8Generator.PRF_HMACSHA256)
                        .setIterationCount(ITERATIONS)
                        .setPassword(passphrase.get().characters())
                        .build();
                writer.writeObject(new JcaPKCS8Generator(key, encryptor));
            } else {
                writer.writeObject(new JcaPKCS8Generator(key, null));
            }
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a key in memory cannot be written", e);
        }
        return text.toString();
    }

    private static void create(Path file, String permissions, String content) {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, mode)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw alreadyThere(file, e);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    file.toString(),
                    "cannot be written: " + e.getMessage(),
                    "name a folder that you may write to",
                    e);
        }
    }

    private static Failure alreadyThere(Path file, IOException cause) {
        return Failure.of(
                ExitCode.USAGE,
                file.toString(),
                "is there already, and a key is never overwritten",
                "name another place with --to, or move the old key away; keep it as long as bundles signed by it are used",
                cause);
    }

    /**
     * Reads a private key.
     *
     * @param passphrase is asked only if the key is encrypted
     */
    public static SigningKey read(Path file, Supplier<Passphrase> passphrase) {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file, StandardCharsets.US_ASCII)))) {
            Object found = parser.readObject();
            // SEC1 files from openssl have the curve's parameters in front.
            while (found != null && !isKey(found)) {
                found = parser.readObject();
            }
            return SigningKey.of(keyInfo(file, found, passphrase));
        } catch (NoSuchFileException e) {
            throw Failure.of(
                    ExitCode.USAGE,
                    file.toString(),
                    "no such file",
                    "give the path of a private key, or make one with 'bundler keygen'",
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(file, e.getMessage(), "give a private key as 'bundler keygen' makes it", e);
        }
    }

    private static boolean isKey(Object found) {
        return found instanceof PKCS8EncryptedPrivateKeyInfo
                || found instanceof PrivateKeyInfo
                || found instanceof PEMKeyPair;
    }

    private static PrivateKeyInfo keyInfo(Path file, Object found, Supplier<Passphrase> passphrase) {
        if (found instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            return decrypt(file, encrypted, passphrase.get());
        }
        if (found instanceof PEMKeyPair pair) {
            return pair.getPrivateKeyInfo();
        }
        if (found instanceof PrivateKeyInfo info) {
            return info;
        }
        throw new IllegalArgumentException("no PRIVATE KEY block in it");
    }

    private static PrivateKeyInfo decrypt(Path file, PKCS8EncryptedPrivateKeyInfo encrypted, Passphrase passphrase) {
        try {
            return encrypted.decryptPrivateKeyInfo(new JcePKCSPBEInputDecryptorProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(passphrase.characters()));
        } catch (PKCSException e) {
            throw unusable(
                    file,
                    "it cannot be decrypted: the passphrase is wrong",
                    "check the passphrase; 'openssl pkey -in KEY -noout' asks for the same one",
                    e);
        }
    }

    private static Failure unusable(Path file, String why, String next, Exception cause) {
        return Failure.of(ExitCode.USAGE, file.toString(), "cannot be used as a private key: " + why, next, cause);
    }
}
