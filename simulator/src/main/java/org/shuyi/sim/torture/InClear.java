package org.shuyi.sim.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.sim.world.Card;

/** Looks for what names a patron: the number of a card, either way round, and the token of it. */
final class InClear {
  private static final Pattern BETWEEN = Pattern.compile("(?<=[0-9a-f]{2})[ :-](?=[0-9a-f]{2})");

  private final List<String> numbers = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();

  /**
   * @param cards of everybody who comes
   */
  InClear(List<Card> cards, PatronTokens city) {
    for (Card card : cards) {
      Bytes uid = card.uid();
      numbers.add(uid.hex().toLowerCase(Locale.ROOT));
      numbers.add(uid.reversed().hex().toLowerCase(Locale.ROOT));
      tokens.add(token(city, card));
    }
  }

  /** The token under which the station and the centre know whoever holds this card. */
  static String token(PatronTokens city, Card card) {
    return city.token("iso14443a", card.uid().hex());
  }

  /** The number of a card in it, which may stand nowhere. */
  Optional<String> number(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String joined = BETWEEN.matcher(lower).replaceAll("");
    return numbers.stream().filter(one -> lower.contains(one) || joined.contains(one)).findFirst();
  }

  /** The number of a card or a token in it, neither of which may stand where people look. */
  Optional<String> patron(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return number(text).or(() -> tokens.stream().filter(lower::contains).findFirst());
  }
}
