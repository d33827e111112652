package org.shuyi.sim.power;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.world.Book;

/**
 * What one visitor reads on a receipt: of the books that went through their hands, and no other.
 */
final class Reading {
  private final Eyewitness eyes;
  private final SortedSet<String> handled = new TreeSet<>();
  private Optional<String> strange = Optional.empty();

  /**
   * @param eyes is told what receipts say
   */
  Reading(Eyewitness eyes) {
    this.eyes = eyes;
  }

  /** A book is taken or put back by this visitor. */
  synchronized Book handles(Book book) {
    handled.add(book.title());
    return book;
  }

  /** A receipt stands on the screen before this visitor. */
  synchronized void reads(JsonNode receipt) {
    for (JsonNode line : receipt.path("lines")) {
      String title = line.path("title").asText();
      eyes.reads(line.path("kind").asText(), title);
      if (!handled.contains(title)) {
        strange = Optional.of("a receipt tells of a book that its reader never had: " + line);
      }
    }
  }

  /** What a receipt should not have told this visitor, in words. */
  synchronized Optional<String> strange() {
    return strange;
  }
}
