package org.shuyi.sim.world;

/**
 * A place for books in the field of one antenna.
 *
 * @param door the door in front of it; {@link #OPEN} for a pad or an open shelf
 * @param reader the tag reader whose antenna sees it, by its name in the station
 * @param antenna that reader's antenna, from 1
 */
public record Shelf(String name, int door, String reader, int antenna) {
  /** No door in front. */
  public static final int OPEN = 0;
}
