package org.shuyi.sim.street;

import java.util.List;
import org.shuyi.sim.world.Card;

/**
 * What a visitor can pull out before the card reader.
 *
 * @param cards in the order in which they are shown
 */
public record Pocket(List<Held> cards) {
  public Pocket {
    cards = List.copyOf(cards);
  }

  /**
   * @param id how an act names it, such as {@code wang}
   * @param note whose it is and what to expect, in a few words
   * @param kind how it is drawn: {@code card}, {@code phone} or {@code foreign}
   */
  public record Held(String id, Card card, String note, String kind) {}
}
