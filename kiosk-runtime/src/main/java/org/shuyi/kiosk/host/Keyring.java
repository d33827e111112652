package org.shuyi.kiosk.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.trust.CityKey;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.kiosk.trust.Seal;
import org.shuyi.kiosk.trust.Verifier;

/** The keys that the configuration names, read from their files: they are given at enrolment. */
final class Keyring {
  private Keyring() {}

  /**
   * The city keys, each file 32 or more hex digits.
   *
   * @throws IOException if a file cannot be read or holds something else; the message names it
   */
  static PatronTokens tokens(StationConfig config) throws IOException {
    var keys = new ArrayList<CityKey>();
    for (var key : config.cityKeys()) {
      String text = read(key.file());
      try {
        keys.add(new CityKey(key.number(), HexFormat.of().parseHex(text)));
      } catch (IllegalArgumentException wrong) {
        throw new IOException(
            key.file() + ": not a city key; expected 32 or more hex digits", wrong);
      }
    }
    return new PatronTokens(keys);
  }

  /** The centre's public key, Ed25519 as PEM or base64, under its own id. */
  static SortedMap<String, Verifier> centre(StationConfig config) throws IOException {
    Path file = config.centre().key();
    try {
      var key = Keys.publicKey(read(file));
      var keys = new TreeMap<String, Verifier>();
      String id = Keys.idOf(key);
      keys.put(id, new Verifier(id, key));
      return keys;
    } catch (IllegalArgumentException wrong) {
      throw new IOException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  /** The centre's public key for pictures, X25519 as PEM or base64. */
  static PublicKey pictures(Path file) throws IOException {
    try {
      return Seal.publicKey(read(file));
    } catch (IllegalArgumentException wrong) {
      throw new IOException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new IOException(file + ": cannot be read", unreadable);
    }
  }
}
