package org.shuyi.sim.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.shuyi.kiosk.centre.Tls;

/** Two authorities and what they vouch for, made afresh for one test. */
final class Certificates {
  private static final String PASSWORD = "in-a-test";

  private final Path folder;
  private final Issued authority;
  private final Issued foreign;
  private int serial = 1;

  private record Issued(KeyPair pair, X509Certificate certificate) {}

  private Certificates(Path folder) throws Exception {
    this.folder = folder;
    this.authority = issue("authority", null);
    this.foreign = issue("foreign authority", null);
    pem("authority.pem", authority);
    pem("foreign.pem", foreign);
  }

  static Certificates in(Path folder) throws Exception {
    return new Certificates(folder);
  }

  EmbeddedBroker.Secured forBroker() throws Exception {
    return secured(issue("broker", authority));
  }

  /** The same, an hour after its end. */
  EmbeddedBroker.Secured forBrokerThatForgotToRenew() throws Exception {
    return secured(issue("broker", authority, anHourAgo()));
  }

  private EmbeddedBroker.Secured secured(Issued broker) throws Exception {
    KeyStore own = empty();
    own.setKeyEntry(
        "broker",
        broker.pair().getPrivate(),
        PASSWORD.toCharArray(),
        new X509Certificate[] {broker.certificate()});
    KeyStore trusted = empty();
    trusted.setCertificateEntry("authority", authority.certificate());
    return new EmbeddedBroker.Secured(
        store("broker.p12", own), store("trust.p12", trusted), PASSWORD);
  }

  /** Whom the broker lets in, and who knows the broker. */
  Tls client(String name) throws Exception {
    return new Tls(folder.resolve("authority.pem"), Optional.of(own(name, authority)));
  }

  /** The same, an hour after its end; asking {@link #client} anew renews it in the same files. */
  Tls clientThatForgotToRenew(String name) throws Exception {
    return new Tls(
        folder.resolve("authority.pem"),
        Optional.of(written(name, issue(name, authority, anHourAgo()))));
  }

  /** Vouched for by somebody whom the broker does not know. */
  Tls stranger() throws Exception {
    return new Tls(folder.resolve("authority.pem"), Optional.of(own("stranger", foreign)));
  }

  /** Does not know the broker's authority. */
  Tls trustingNobodyWeKnow() throws Exception {
    return new Tls(folder.resolve("foreign.pem"), Optional.of(own("misled", authority)));
  }

  private static Instant anHourAgo() {
    return Instant.now().minusSeconds(3_600);
  }

  private Tls.Own own(String name, Issued issuer) throws Exception {
    return written(name, issue(name, issuer));
  }

  private Tls.Own written(String name, Issued issued) throws Exception {
    Path certificate = pem(name + ".pem", issued);
    Path key = folder.resolve(name + ".key");
    Files.writeString(key, text("PRIVATE KEY", issued.pair().getPrivate().getEncoded()));
    return new Tls.Own(certificate, key);
  }

  private Issued issue(String name, @org.jspecify.annotations.Nullable Issued issuer)
      throws Exception {
    return issue(name, issuer, Instant.now().plusSeconds(3_600));
  }

  private Issued issue(
      String name, @org.jspecify.annotations.Nullable Issued issuer, Instant notAfter)
      throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    var subject = new X500Principal("CN=" + name);
    var by = issuer == null ? subject : issuer.certificate().getSubjectX500Principal();
    var builder =
        new JcaX509v3CertificateBuilder(
            by,
            BigInteger.valueOf(++serial),
            Date.from(notAfter.minusSeconds(7_200)),
            Date.from(notAfter),
            subject,
            pair.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(issuer == null));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
    var signer =
        new JcaContentSignerBuilder("SHA256withECDSA")
            .build((issuer == null ? pair : issuer.pair()).getPrivate());
    return new Issued(
        pair, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
  }

  private Path pem(String file, Issued issued) throws Exception {
    Path path = folder.resolve(file);
    return Files.writeString(path, text("CERTIFICATE", issued.certificate().getEncoded()));
  }

  private static String text(String label, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static KeyStore empty() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private Path store(String file, KeyStore store) throws Exception {
    Path path = folder.resolve(file);
    try (OutputStream out = Files.newOutputStream(path)) {
      store.store(out, PASSWORD.toCharArray());
    } catch (IOException e) {
      throw new IOException(path.toString(), e);
    }
    return path;
  }
}
