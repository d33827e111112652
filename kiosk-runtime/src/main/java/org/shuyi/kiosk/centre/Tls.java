package org.shuyi.kiosk.centre;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom a TLS line trusts and who it is, from PEM files (RFC 7468).
 *
 * @param trusted certificates of the authorities that may vouch for the broker
 * @param own our certificate (and those between it and its authority) and key, where the broker
 *     asks
 */
public record Tls(Path trusted, Optional<Own> own) {
  /**
   * @param certificate the chain, our own first
   * @param key PKCS #8, not encrypted: Ed25519, EC or RSA
   */
  public record Own(Path certificate, Path key) {}

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("Ed25519", "EC", "RSA");

  /** The key store's password protects nothing that is not in memory anyway. */
  private static final char[] IN_MEMORY = new char[0];

  /**
   * Reads the files anew, so that a renewed certificate is used from the next connection on.
   *
   * @throws IOException if a file cannot be read or holds something else; the message names it
   */
  SSLContext context() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trustStore());
      context.init(keyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS: " + e.getMessage(), e);
    }
  }

  private KeyStore trustStore() throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate certificate : certificates(trusted)) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    return store;
  }

  private KeyManager[] keyManagers() throws IOException, GeneralSecurityException {
    if (own.isEmpty()) return new KeyManager[0];
    KeyStore store = empty();
    Certificate[] chain = certificates(own.get().certificate()).toArray(new Certificate[0]);
    store.setKeyEntry("own", privateKey(own.get().key()), IN_MEMORY, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, IN_MEMORY);
    return keys.getKeyManagers();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    var in = new ByteArrayInputStream(Files.readAllBytes(file));
    List<Certificate> found =
        List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
    if (found.isEmpty()) throw new IOException(file + ": no certificate in it");
    return found;
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    Matcher pem = KEY.matcher(Files.readString(file));
    if (!pem.find()) throw new IOException(file + ": no PRIVATE KEY (PKCS #8, PEM) in it");
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException notThisKind) {
        // One of the other kinds, then.
      }
    }
    throw new IOException(file + ": neither an Ed25519 nor an EC nor an RSA key");
  }
}
