package org.shuyi.kiosk.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures and keys against RFC 8032 section 7.1, and what is no key at all. */
class Ed25519Test {
  /** What stands before the 32 bytes of a key: RFC 8410 sections 4 and 7. */
  private static final String X509 = "302a300506032b6570032100";

  private static final String PKCS8 = "302e020100300506032b657004220420";

  /** RFC 8032 section 7.1: TEST 1, TEST 2, TEST 3. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701"
        + "cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d"
        + "0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f7609"
        + "84dc6594a7c15e9716ed28dc027beceea1ec40a",
  })
  void signsAndVerifiesAsTheStandardSays(String secret, String open, String text, String sig) {
    byte[] message = HexFormat.of().parseHex(text);
    var signer = new Signer("a", Keys.privateKey(base64(PKCS8 + secret)));
    var verifier = new Verifier("a", Keys.publicKey(base64(X509 + open)));

    assertThat(signer.sign(message)).isEqualTo(Octets.ofHex(sig));
    assertThat(verifier.verifies(message, Octets.ofHex(sig))).isTrue();
    assertThat(verifier.verifies(Octets.utf8("other").toArray(), Octets.ofHex(sig))).isFalse();
  }

  @Test
  void aSignatureOfAnyLengthOrContentIsRefusedWithoutAnException() {
    KeyPair pair = Keys.generate(new SecureRandom());
    var verifier = new Verifier("a", pair.getPublic());
    for (int length : new int[] {0, 1, 63, 64, 65, 1000}) {
      byte[] sig = new byte[length];
      Arrays.fill(sig, (byte) 0xff);
      assertThat(verifier.verifies(new byte[3], Octets.of(sig))).isFalse();
      assertThat(verifier.verifies(new byte[3], Octets.of(new byte[length]))).isFalse();
    }
  }

  @Test
  void keysSurviveBothWaysOfWritingThem() {
    KeyPair pair = Keys.generate(new SecureRandom());

    assertThat(Keys.publicKey(Keys.pem(pair.getPublic()))).isEqualTo(pair.getPublic());
    assertThat(Keys.publicKey(Keys.base64(pair.getPublic()))).isEqualTo(pair.getPublic());
    assertThat(Keys.privateKey(Keys.pem(pair.getPrivate()))).isEqualTo(pair.getPrivate());
    assertThat(Keys.privateKey(Keys.base64(pair.getPrivate()))).isEqualTo(pair.getPrivate());
    assertThat(Keys.pem(pair.getPublic())).startsWith("-----BEGIN PUBLIC KEY-----\n");
    assertThat(Keys.idOf(pair.getPublic())).matches("[0-9a-f]{16}");
  }

  @Test
  void whatIsNoKeyIsRefusedAndNeverRepeated() throws GeneralSecurityException {
    KeyPair pair = Keys.generate(new SecureRandom());
    String secret = Keys.base64(pair.getPrivate());
    assertThatThrownBy(() -> Keys.publicKey("hello world"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Keys.publicKey("x".repeat(5000)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Keys.publicKey(Keys.pem(pair.getPrivate())))
        .hasMessageContaining("PRIVATE KEY");
    assertThatThrownBy(() -> Keys.privateKey(secret.substring(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .message()
        .doesNotContain(secret.substring(8, 20));

    KeyPairGenerator others = KeyPairGenerator.getInstance("Ed448");
    KeyPair other = others.generateKeyPair();
    assertThatThrownBy(() -> new Signer("a", other.getPrivate()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Verifier("a", other.getPublic()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
