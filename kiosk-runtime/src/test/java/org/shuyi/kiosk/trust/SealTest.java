package org.shuyi.kiosk.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SealTest {
  private static final byte[] FOR = "a test".getBytes(UTF_8);
  private static final byte[] WITH = "gz/cabinet-1 7".getBytes(UTF_8);

  private static KeyPair pair() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("X25519").generateKeyPair();
  }

  /** RFC 9180, appendix A.1.1: the first message of the base mode. */
  @Test
  void theExampleOfTheStandardIsOpened() throws GeneralSecurityException {
    var hex = HexFormat.of();
    var own =
        KeyFactory.getInstance("X25519")
            .generatePrivate(
                new XECPrivateKeySpec(
                    NamedParameterSpec.X25519,
                    hex.parseHex(
                        "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")));
    byte[] sealed =
        hex.parseHex(
            "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
                + "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
                + "6d8770ac83d07bea87e13c512a");
    byte[] info = "Ode on a Grecian Urn".getBytes(UTF_8);
    assertThat(Seal.open(own, info, "Count-0".getBytes(UTF_8), sealed))
        .asString(UTF_8)
        .isEqualTo("Beauty is truth, truth beauty");
  }

  @Test
  void onlyTheOwnerOpensItAndOnlyForWhatItWasSealed() throws GeneralSecurityException {
    KeyPair centre = pair();
    byte[] message = new byte[100_000];
    byte[] sealed = Seal.seal(centre.getPublic(), FOR, WITH, message);
    assertThat(sealed).hasSize(message.length + 48);
    assertThat(Seal.open(centre.getPrivate(), FOR, WITH, sealed)).isEqualTo(message);
    assertThat(Seal.seal(centre.getPublic(), FOR, WITH, message)).isNotEqualTo(sealed);
    assertThatThrownBy(() -> Seal.open(pair().getPrivate(), FOR, WITH, sealed))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> Seal.open(centre.getPrivate(), WITH, WITH, sealed))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> Seal.open(centre.getPrivate(), FOR, FOR, sealed))
        .isInstanceOf(GeneralSecurityException.class);
    for (int at = 0; at < sealed.length; at += 9_973) {
      byte[] spoiled = sealed.clone();
      spoiled[at] ^= 1;
      assertThatThrownBy(() -> Seal.open(centre.getPrivate(), FOR, WITH, spoiled))
          .isInstanceOf(GeneralSecurityException.class);
    }
    assertThatThrownBy(() -> Seal.open(centre.getPrivate(), FOR, WITH, new byte[5]))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void aKeyIsReadFromItsFileAndNoOtherKindIs() throws GeneralSecurityException {
    KeyPair centre = pair();
    assertThat(Seal.publicKey(Keys.pem(centre.getPublic()))).isEqualTo(centre.getPublic());
    var other = Keys.generate(new SecureRandom()).getPublic();
    assertThatThrownBy(() -> Seal.publicKey(Keys.pem(other)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
