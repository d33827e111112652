package org.shuyi.sim.station;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Card;
import org.shuyi.sim.world.CardField;
import org.shuyi.sim.world.Tag;
import org.shuyi.sim.world.World;

/**
 * The entrance of the room in which a cabinet stands: whoever walks through it is felt by the
 * people counter, which gives a pulse for each person at one of two contacts.
 */
public final class Porch implements CardField {
  /** As counters with a relay give them: some hundred milliseconds. */
  private static final int PULSE_MILLIS = 120;

  /** Between two pulses of one contact. */
  private static final int GAP_MILLIS = 80;

  /** The AFI of an item that was not lent, by ISO 28560. */
  private static final int IN_LIBRARY = 0x07;

  private final World world;
  private final VirtualTime time;
  private final ExitDoor door;
  private final Map<String, Long> freeAt = new TreeMap<>();
  private @Nullable Card card;
  private int inside;

  Porch(World world, VirtualTime time) {
    this.world = world;
    this.time = time;
    this.door = new ExitDoor(world, time);
  }

  /** The door between the street and the room. */
  public ExitDoor door() {
    return door;
  }

  /** Pushes the door from outside; answers whether it gave way, and then somebody is inside. */
  public boolean enters() {
    boolean gaveWay = door.givesWay();
    if (gaveWay) walksIn();
    return gaveWay;
  }

  /** Pushes it from inside; answers whether it gave way, and then somebody is outside. */
  public boolean leaves() {
    boolean gaveWay = door.givesWay();
    if (gaveWay) walksOut();
    return gaveWay;
  }

  /** Somebody walks in, through whatever door is open or held open. */
  public void walksIn() {
    inside++;
    pulse("in");
  }

  /** Somebody walks out, through whatever door is open or held open. */
  public void walksOut() {
    inside--;
    pulse("out");
  }

  /**
   * Somebody walks through the exit gate with these books; it rings where one of them is secured.
   */
  public boolean carries(List<Book> books, boolean out) {
    boolean armed = books.stream().flatMap(book -> book.tags().stream()).anyMatch(Porch::isArmed);
    if (armed) pulse(out ? "gate-out" : "gate-in");
    return armed;
  }

  /** Gates look at the EAS bit or at the AFI; this one does at both. */
  private static boolean isArmed(Tag tag) {
    return tag.eas() || tag.afi() == IN_LIBRARY;
  }

  /** The same so slowly, or with a chat in the door, that the counter feels them for so long. */
  public void walksOut(int millis) {
    inside--;
    pulse("out", millis);
  }

  /** How many are inside in truth. */
  public int inside() {
    return inside;
  }

  public void hold(Card held) {
    card = held;
  }

  public void takeAway() {
    card = null;
  }

  @Override
  public @Nullable Bytes uid() {
    Card held = card;
    return held == null ? null : held.uid();
  }

  /** A contact opens for a while; people who come at once are felt one after the other. */
  void pulse(String contact) {
    pulse(contact, PULSE_MILLIS);
  }

  private void pulse(String contact, int millis) {
    long begin = Math.max(time.now(), freeAt.getOrDefault(contact, 0L));
    freeAt.put(contact, begin + millis + GAP_MILLIS);
    time.at(begin, () -> world.contact(contact, true));
    time.at(begin + millis, () -> world.contact(contact, false));
  }
}
