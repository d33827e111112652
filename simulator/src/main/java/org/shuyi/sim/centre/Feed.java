package org.shuyi.sim.centre;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/** What has arrived lately, newest last: what a librarian watches. */
public final class Feed {
  /** A page shows some dozens. */
  private static final int MOST = 400;

  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  private long count;

  /**
   * One line.
   *
   * @param number from 1, without gaps
   * @param kind a record's kind, or {@code ask}, {@code reply}, {@code alarm}, {@code policy}
   * @param seq the record's number, or 0 where it is none
   * @param title of the item, or empty
   * @param patron the token's first 8 digits, or empty
   * @param detail in plain words
   * @param mark {@code applied}, {@code case}, {@code refused} or empty
   */
  public record Line(
      long number,
      Instant at,
      Address station,
      String kind,
      long seq,
      String title,
      String patron,
      String detail,
      String mark) {}

  Feed() {}

  void add(
      Instant at,
      Address station,
      String kind,
      long seq,
      String title,
      String patron,
      String detail,
      String mark) {
    if (lines.size() >= MOST) lines.removeFirst();
    lines.add(new Line(++count, at, station, kind, seq, title, patron, detail, mark));
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }
}
