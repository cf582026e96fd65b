package io.kubeferry.bundler.source.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Has no certificate to show, and remembers who asked for one. With TLS 1.3 a server turns a client away after the handshake:
 * what is seen then may be no more than a connection that broke.
 */
public final class NoClientCertificate extends X509ExtendedKeyManager {
    private final Set<String> askers = ConcurrentHashMap.newKeySet();

    /** Whether this host has asked for a certificate. */
    public boolean wasAskedBy(String host) {
        return askers.contains(host);
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        if (socket instanceof SSLSocket tls && tls.getHandshakeSession() != null) {
            askers.add(tls.getHandshakeSession().getPeerHost());
        }
        return null; // JSSE's word for none.
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null; // This is no server.
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[0];
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        throw new IllegalArgumentException("there is no key '" + alias + "'");
    }
}
