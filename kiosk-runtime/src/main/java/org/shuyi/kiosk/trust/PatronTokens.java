package org.shuyi.kiosk.trust;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Turns a card into a pseudonym as soon as it is read: the first 16 bytes of HMAC-SHA256(city key,
 * card family ":" normalised id), as 32 hex digits. Without the city key nobody finds the card
 * behind a token, and the same card has the same token at every station of the city.
 *
 * @param keys one key, or two during a change: the one in force first
 */
public record PatronTokens(List<CityKey> keys) {
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{C}]");

  public PatronTokens {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || keys.size() > 2) {
      throw new IllegalArgumentException(keys.size() + " city keys; one, or two during a change");
    }
    if (keys.size() == 2 && keys.getFirst().number() == keys.getLast().number()) {
      throw new IllegalArgumentException("two city keys with number " + keys.getFirst().number());
    }
  }

  /**
   * The token by the key in force.
   *
   * @param family which kind of card, such as {@code reader-card} or {@code city-card}: two kinds
   *     may use the same numbers
   * @param id what the card says
   */
  public String token(String family, String id) {
    return token(keys.getFirst(), family, id);
  }

  /** The tokens by every valid key, the one in force first. */
  public List<String> tokens(String family, String id) {
    return keys.stream().map(key -> token(key, family, id)).toList();
  }

  /**
   * The same text for the same card however a reader or a person writes it: compatibility forms
   * composed (NFKC), no white space, upper case.
   */
  public static String normalise(String id) {
    String composed = Normalizer.normalize(id, Normalizer.Form.NFKC);
    return BLANKS.matcher(composed).replaceAll("").toUpperCase(Locale.ROOT);
  }

  private static String token(CityKey key, String family, String id) {
    String card = family + ":" + normalise(id);
    return HexFormat.of().formatHex(key.half(card.getBytes(StandardCharsets.UTF_8)));
  }
}
