package org.shuyi.kiosk.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Envelopes: what is signed, and who is believed. */
class EnvelopeTest {
  private static final String TYPE = "application/vnd.shuyi.command+json";

  private final KeyPair anna = Keys.generate(new SecureRandom());
  private final KeyPair bo = Keys.generate(new SecureRandom());
  private final Signer annaSigns = new Signer("anna", anna.getPrivate());
  private final Signer boSigns = new Signer("bo", bo.getPrivate());
  private final Map<String, Verifier> known =
      Map.of(
          "anna", new Verifier("anna", anna.getPublic()), "bo", new Verifier("bo", bo.getPublic()));

  /** DSSE protocol.md, section "Signature Definition", and the reference implementation's test. */
  @Test
  void theEncodingIsThatOfTheSpecification() {
    byte[] pae = Envelope.pae("http://example.com/HelloWorld", Octets.utf8("hello world"));

    assertThat(new String(pae, StandardCharsets.UTF_8))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Test
  void lengthsCountBytesAndNotCharacters() {
    byte[] pae = Envelope.pae("", Octets.utf8("书驿"));

    assertThat(new String(pae, StandardCharsets.UTF_8)).isEqualTo("DSSEv1 0  6 书驿");
  }

  @Test
  void everyRightSignatureCountsOnceInOrder() {
    Envelope twice = Envelope.sign(TYPE, Octets.utf8("{}"), boSigns, annaSigns, boSigns);

    assertThat(twice.verifiedBy(this::find)).containsExactly("bo", "anna");
  }

  @Test
  void nobodyVouchesForAChangedPayloadTypeOrSignature() {
    Envelope envelope = Envelope.sign(TYPE, Octets.utf8("{}"), annaSigns);

    assertThat(with(TYPE, "{ }", envelope).verifiedBy(this::find)).isEmpty();
    assertThat(with("text/plain", "{}", envelope).verifiedBy(this::find)).isEmpty();
    assertThat(envelope.verifiedBy(keyId -> Optional.empty())).isEmpty();
    var renamed = new Envelope.Signature("bo", envelope.signatures().getFirst().sig());
    assertThat(new Envelope(TYPE, envelope.payload(), List.of(renamed)).verifiedBy(this::find))
        .isEmpty();
  }

  /** Otherwise a wrong signature in front of the right one would shut its owner out. */
  @Test
  void aWrongSignatureBeforeTheRightOneOfTheSameKeyHurtsNobody() {
    Envelope envelope = Envelope.sign(TYPE, Octets.utf8("{}"), annaSigns);
    var wrong = new Envelope.Signature("anna", Octets.of(new byte[64]));
    var both =
        new Envelope(TYPE, envelope.payload(), List.of(wrong, envelope.signatures().getFirst()));

    assertThat(both.verifiedBy(this::find)).containsExactly("anna");
  }

  private Optional<Verifier> find(String keyId) {
    return Optional.ofNullable(known.get(keyId));
  }

  private static Envelope with(String type, String payload, Envelope envelope) {
    return new Envelope(type, Octets.utf8(payload), envelope.signatures());
  }
}
