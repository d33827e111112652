package org.shuyi.sim.power;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.shuyi.sim.world.Card;

/**
 * Looks for cards' numbers in the clear, as bytes or in hex, either end first: also in what a file
 * system has given free, and in its journal.
 */
final class CardNumbers {
  private static final int CHUNK = 1 << 16;

  private final List<Card> cards;
  private final TreeSet<String> forms = new TreeSet<>();
  private int longest;

  CardNumbers(List<Card> cards) {
    this.cards = List.copyOf(cards);
    for (Card card : this.cards) {
      byte[] number = card.uid().toArray();
      byte[] reversed = new byte[number.length];
      for (int i = 0; i < number.length; i++) reversed[i] = number[number.length - 1 - i];
      for (byte[] bytes : List.of(number, reversed)) {
        forms.add(new String(bytes, ISO_8859_1));
        String hex = HexFormat.of().formatHex(bytes);
        forms.add(hex);
        forms.add(hex.toUpperCase(Locale.ROOT));
      }
    }
    for (String form : forms) longest = Math.max(longest, form.length());
  }

  /** Where they stand, in words; none where they do not. */
  List<String> in(Path file) throws IOException {
    var found = new ArrayList<String>();
    try (var bytes = Files.newInputStream(file)) {
      String before = "";
      long at = 0;
      for (byte[] chunk = bytes.readNBytes(CHUNK);
          chunk.length > 0;
          chunk = bytes.readNBytes(CHUNK)) {
        String text = before + new String(chunk, ISO_8859_1);
        for (String form : forms) {
          if (text.contains(form)) {
            found.add("the number of a card stands in %s near %d".formatted(file, at));
          }
        }
        at += chunk.length;
        before = text.substring(Math.max(0, text.length() - longest + 1));
      }
    }
    return found;
  }
}
