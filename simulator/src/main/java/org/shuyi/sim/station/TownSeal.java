package org.shuyi.sim.station;

import java.io.ByteArrayOutputStream;
import java.io.Serial;
import java.nio.ByteBuffer;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The seals of a virtual town, where years are lived: a keyed hash in the place of Ed25519, which
 * would take half of a soak's time.
 *
 * <p>The product is not changed for it: Java itself finds who can sign with a key, and for a pair
 * that was made here that is the provider here. The keys are Ed25519 keys and travel as such; any
 * other pair signs and verifies as in the field.
 */
final class TownSeal {
  private static final String ALGORITHM = "Ed25519";
  private static final int SIGNATURE_BYTES = 64;
  private static final Provider PROVIDER = new TownProvider();

  /** Each half's encoding, and the secret that it shares with the other. */
  private static final Map<ByteBuffer, String> SECRETS = new ConcurrentHashMap<>();

  private TownSeal() {}

  /** A pair that is the same in every run. */
  static KeyPair keys(String name) {
    synchronized (PROVIDER) {
      if (Security.getProvider(PROVIDER.getName()) == null) {
        Security.insertProviderAt(PROVIDER, 1);
      }
    }
    KeyPair pair = VirtualTown.keys("seal of " + name);
    SECRETS.put(ByteBuffer.wrap(pair.getPublic().getEncoded()), name);
    SECRETS.put(ByteBuffer.wrap(pair.getPrivate().getEncoded()), name);
    return pair;
  }

  private static Optional<String> secretOf(Key key) {
    byte[] encoded = key.getEncoded();
    return encoded == null
        ? Optional.empty()
        : Optional.ofNullable(SECRETS.get(ByteBuffer.wrap(encoded)));
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

  private static final class TownProvider extends Provider {
    @Serial private static final long serialVersionUID = 1L;

    TownProvider() {
      super("ShuyiTown", "2", "seals of virtual towns");
      putService(
          new Service(this, "Signature", ALGORITHM, Seal.class.getName(), List.of(), Map.of()) {
            @Override
            public Object newInstance(@Nullable Object parameter) {
              return new Seal();
            }

            @Override
            public boolean supportsParameter(@Nullable Object key) {
              return key instanceof Key one && secretOf(one).isPresent();
            }
          });
    }
  }

  private static final class Seal extends SignatureSpi {
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private @Nullable String secret;

    @Override
    protected void engineInitVerify(PublicKey with) throws InvalidKeyException {
      begin(with);
    }

    @Override
    protected void engineInitSign(PrivateKey with) throws InvalidKeyException {
      begin(with);
    }

    private void begin(Key with) throws InvalidKeyException {
      secret = secretOf(with).orElseThrow(() -> new InvalidKeyException("no key of a town"));
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
      if (secret == null) throw new SignatureException("no key");
      return Arrays.copyOf(sealed(secret, message.toByteArray()), SIGNATURE_BYTES);
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
