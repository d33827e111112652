package org.shuyi.sim.station;

import java.io.ByteArrayOutputStream;
import java.io.Serial;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The seal of a town's centre, where years of virtual time are lived: a keyed hash in the place of
 * Ed25519, which would take half of a soak's time.
 *
 * <p>The product is not changed for it: Java itself finds who can sign with a key, and for a key of
 * this kind that is the provider here. Only the centre's own key in a {@link VirtualTown} is one;
 * staff, forgers and all that a key file holds are Ed25519 in a soak too.
 */
final class TownSeal {
  private static final String ALGORITHM = "Ed25519";
  private static final int SIGNATURE_BYTES = 64;
  private static final Provider PROVIDER = new TownProvider();

  private TownSeal() {}

  /** A pair whose two halves know the same secret; the same in every run. */
  static KeyPair keys(String name) {
    synchronized (PROVIDER) {
      if (Security.getProvider(PROVIDER.getName()) == null) {
        Security.insertProviderAt(PROVIDER, 1);
      }
    }
    return new KeyPair(new Public(name), new Private(name));
  }

  private static byte[] sealed(String secret, byte[] message) {
    try {
      var hash = MessageDigest.getInstance("SHA-512");
      hash.update(secret.getBytes(StandardCharsets.UTF_8));
      hash.update((byte) 0);
      return hash.digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("a Java without SHA-512", e);
    }
  }

  /** What the two halves of a pair have in common: the secret, and that nobody writes it down. */
  private interface Half extends Key {
    String secret();

    @Override
    default String getAlgorithm() {
      return ALGORITHM;
    }

    @Override
    default String getFormat() {
      return "none";
    }

    @Override
    default byte[] getEncoded() {
      return new byte[0];
    }
  }

  /** The half that stations know. */
  private record Public(String secret) implements EdECPublicKey, Half {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public EdECPoint getPoint() {
      return new EdECPoint(false, BigInteger.ONE);
    }

    @Override
    public NamedParameterSpec getParams() {
      return NamedParameterSpec.ED25519;
    }
  }

  /** The half that only the centre has. */
  private record Private(String secret) implements EdECPrivateKey, Half {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public Optional<byte[]> getBytes() {
      return Optional.empty();
    }

    @Override
    public NamedParameterSpec getParams() {
      return NamedParameterSpec.ED25519;
    }
  }

  private static final class TownProvider extends Provider {
    @Serial private static final long serialVersionUID = 1L;

    TownProvider() {
      super("ShuyiTown", "1", "seals of simulated towns");
      putService(
          new Service(
              this,
              "Signature",
              ALGORITHM,
              Seal.class.getName(),
              List.of(),
              Map.of(
                  "SupportedKeyClasses", Public.class.getName() + "|" + Private.class.getName())) {
            @Override
            public Object newInstance(@Nullable Object parameter) {
              return new Seal();
            }

            @Override
            public boolean supportsParameter(@Nullable Object key) {
              return key instanceof Half;
            }
          });
    }
  }

  private static final class Seal extends SignatureSpi {
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private @Nullable Half key;

    @Override
    protected void engineInitVerify(PublicKey with) throws InvalidKeyException {
      begin(with);
    }

    @Override
    protected void engineInitSign(PrivateKey with) throws InvalidKeyException {
      begin(with);
    }

    private void begin(Key with) throws InvalidKeyException {
      if (!(with instanceof Half half)) throw new InvalidKeyException("no key of a town");
      key = half;
      message.reset();
    }

    @Override
    protected void engineUpdate(byte b) {
      message.write(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int from, int length) {
      message.write(bytes, from, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      if (key == null) throw new SignatureException("no key");
      return Arrays.copyOf(sealed(key.secret(), message.toByteArray()), SIGNATURE_BYTES);
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
      return MessageDigest.isEqual(engineSign(), signature);
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw unknown(name);
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw unknown(name);
    }

    private static InvalidParameterException unknown(String name) {
      return new InvalidParameterException("a town's seal has no parameter " + name);
    }
  }
}
