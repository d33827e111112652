package org.shuyi.kiosk.kernel.entrance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.TagId;

/**
 * The exit gate. Times are ticks.
 *
 * @param lent what was lent in the last minutes, oldest first; at most {@link #MOST}
 * @param rang when it rang last
 * @param sorryUntil so long the screen apologises; 0 where it does not
 */
public record Gate(List<Lent> lent, Optional<Rang> rang, long sorryUntil) {
  /** More than a cabinet of books in five minutes. */
  static final int MOST = 200;

  public Gate {
    lent = List.copyOf(lent);
  }

  /** An item that left through a door of the cabinet. */
  public record Lent(TagId tag, DoorId door, long at) {}

  /**
   * @param way {@code in}, {@code out} or {@code unknown}
   * @param ours whether it rang for something that was lent
   */
  public record Rang(String way, long at, boolean ours) {}

  static Gate quiet() {
    return new Gate(List.of(), Optional.empty(), 0);
  }

  /** One more was lent; whatever was lent before {@code since} is forgotten. */
  Gate lending(Lent one, long since) {
    var next = new ArrayList<>(lent);
    next.removeIf(old -> old.at() < since || old.tag().equals(one.tag()));
    next.add(one);
    if (next.size() > MOST) next.removeFirst();
    return new Gate(next, rang, sorryUntil);
  }

  Gate lentOnly(List<Lent> some) {
    return new Gate(some, rang, sorryUntil);
  }

  Gate rangNow(Optional<Rang> now) {
    return new Gate(lent, now, sorryUntil);
  }

  Gate sorry(long until) {
    return new Gate(lent, rang, until);
  }
}
