package org.shuyi.kiosk.kernel.command;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The section of remote commands: how each known one stands, oldest first, and what each key has
 * used.
 *
 * @param standing the newest {@link #MOST} commands; older ones are refused by their sequence
 *     number
 * @param refused what was refused for each reason
 */
public record Commands(
    List<Standing> standing, SortedMap<String, Window> windows, SortedMap<String, Untold> refused) {
  /**
   * More than the centre's staff have under way at once; a new one is refused beyond it. All are
   * written with each command, on a card that wears: some seven pages.
   */
  public static final int MOST = 32;

  public Commands {
    standing = List.copyOf(standing);
    windows = Collections.unmodifiableSortedMap(new TreeMap<>(windows));
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
  }

  /**
   * Refusals for one reason that no record tells of yet.
   *
   * @param nextAt the tick from which a record may tell of them
   */
  public record Untold(long count, long nextAt) {}

  /**
   * One command and its last answer.
   *
   * @param limit the tick at which an open one has failed or expired
   */
  public record Standing(Command command, Answer answer, long limit) {}

  /**
   * The sequence numbers of one key that were used.
   *
   * @param highest the highest one
   * @param below bit n set: highest - 1 - n was used too; the window is 64 wide
   */
  public record Window(long highest, long below) {
    public static final Window NEW = new Window(0, 0);

    public boolean isFresh(long seq) {
      if (seq > highest) return true;
      long back = highest - seq - 1;
      return seq > 0 && seq < highest && back < Long.SIZE && (below >>> back & 1) == 0;
    }

    public Window using(long seq) {
      if (seq <= highest) return new Window(highest, below | 1L << (highest - seq - 1));
      long by = seq - highest;
      long shifted = by >= Long.SIZE ? 0 : below << by;
      long old = highest > 0 && by <= Long.SIZE ? 1L << (by - 1) : 0;
      return new Window(seq, shifted | old);
    }
  }

  public static Commands none() {
    return new Commands(List.of(), new TreeMap<>(), new TreeMap<>());
  }

  Commands standing(List<Standing> all) {
    return new Commands(all, windows, refused);
  }

  Commands used(SortedMap<String, Window> now) {
    return new Commands(standing, now, refused);
  }

  Commands refused(SortedMap<String, Untold> now) {
    return new Commands(standing, windows, now);
  }

  public Optional<Standing> find(String id) {
    return standing.stream().filter(s -> s.command().id().equals(id)).findFirst();
  }

  /** Whether none can be forgotten for a new one: as many as there is room for are under way. */
  boolean isFull() {
    return standing.size() >= MOST && standing.stream().noneMatch(s -> s.answer().stage().ends());
  }

  public Window window(String key) {
    return windows.getOrDefault(key, Window.NEW);
  }
}
