package org.shuyi.sim.power;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Stock;

/** A receipt that tells of somebody else's book is noticed. */
class ReadingTest {
  private final Book mine = Stock.orderly().get(0);
  private final Book theirs = Stock.orderly().get(1);
  private final Reading reading = new Reading(new Eyewitness(() -> 0));

  private static JsonNode receipt(Book... books) {
    var receipt = new ObjectMapper().createObjectNode();
    var lines = receipt.putArray("lines");
    for (Book book : books) lines.addObject().put("kind", "loaned").put("title", book.title());
    return receipt;
  }

  @Test
  void onesOwnBooksAreNoNews() {
    reading.handles(mine);
    reading.reads(receipt(mine));
    reading.reads(receipt());
    assertThat(reading.strange()).isEmpty();
  }

  @Test
  void anothersBookIsStrange() {
    reading.handles(mine);
    reading.reads(receipt(mine, theirs));
    assertThat(reading.strange().orElseThrow()).contains(theirs.title());
  }
}
