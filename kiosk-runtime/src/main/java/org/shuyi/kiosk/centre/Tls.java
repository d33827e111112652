package org.shuyi.kiosk.centre;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.shuyi.kiosk.trust.PemIdentity;

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

  /** What is wrong with the dates of our own certificate, in plain words, or nothing. */
  Optional<String> outOfDate(Instant now) {
    if (own.isEmpty()) return Optional.empty();
    try {
      var certificate = PemIdentity.certificates(own.get().certificate()).getFirst();
      if (!(certificate instanceof X509Certificate ours)) return Optional.empty();
      Instant from = ours.getNotBefore().toInstant();
      Instant until = ours.getNotAfter().toInstant();
      if (now.isAfter(until)) return Optional.of("our own certificate has expired on " + until);
      return now.isBefore(from)
          ? Optional.of(
              "our own certificate is valid from %s on, and our clock says %s".formatted(from, now))
          : Optional.empty();
    } catch (IOException | GeneralSecurityException unreadable) {
      return Optional.empty();
    }
  }

  private KeyStore trustStore() throws IOException, GeneralSecurityException {
    KeyStore store = PemIdentity.emptyStore();
    int number = 0;
    for (Certificate certificate : PemIdentity.certificates(trusted)) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    return store;
  }

  private KeyManager[] keyManagers() throws IOException, GeneralSecurityException {
    if (own.isEmpty()) return new KeyManager[0];
    KeyStore store = new PemIdentity(own.get().certificate(), own.get().key()).store();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PemIdentity.IN_MEMORY.toCharArray());
    return keys.getKeyManagers();
  }
}
