package org.shuyi.kiosk.trust;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who one end of a TLS line is, from PEM files (RFC 7468).
 *
 * @param certificate the chain, our own first
 * @param key PKCS #8, not encrypted: Ed25519, EC or RSA
 */
public record PemIdentity(Path certificate, Path key) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("Ed25519", "EC", "RSA");

  /** The key store's password protects nothing that is not in memory anyway. */
  public static final String IN_MEMORY = "";

  /**
   * Reads the files anew, so that a renewed certificate is used from the next time on.
   *
   * @return a store in memory with the key and its chain, under {@link #IN_MEMORY}
   * @throws IOException if a file cannot be read or holds something else; the message names it
   */
  public KeyStore store() throws IOException {
    try {
      KeyStore store = emptyStore();
      Certificate[] chain = certificates(certificate).toArray(new Certificate[0]);
      store.setKeyEntry("own", privateKey(), IN_MEMORY.toCharArray(), chain);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException(certificate + ", " + key + ": " + e.getMessage(), e);
    }
  }

  /** A key store in memory with nothing in it yet. */
  public static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  /**
   * The certificates of a PEM file, one or more.
   *
   * @throws IOException if it cannot be read or has none; the message names it
   */
  public static List<Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    var in = new ByteArrayInputStream(Files.readAllBytes(file));
    List<Certificate> found =
        List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
    if (found.isEmpty()) throw new IOException(file + ": no certificate in it");
    return found;
  }

  private PrivateKey privateKey() throws IOException, GeneralSecurityException {
    Matcher pem = KEY.matcher(Files.readString(key));
    if (!pem.find()) throw new IOException(key + ": no PRIVATE KEY (PKCS #8, PEM) in it");
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException notThisKind) {
        // One of the other kinds, then.
      }
    }
    throw new IOException(key + ": neither an Ed25519 nor an EC nor an RSA key");
  }
}
