package org.shuyi.sim.world;

import java.util.List;

/**
 * A book as it lies in a hand.
 *
 * @param barcode what is printed on it, and in an orderly library also its item id
 * @param tags usually one; none in a foreign book, two where somebody tagged it again
 */
public record Book(String barcode, String title, List<Tag> tags) {
  public Book {
    tags = List.copyOf(tags);
  }

  public Book(String barcode, String title, Tag tag) {
    this(barcode, title, List.of(tag));
  }

  @Override
  public String toString() {
    return barcode + " " + title;
  }
}
