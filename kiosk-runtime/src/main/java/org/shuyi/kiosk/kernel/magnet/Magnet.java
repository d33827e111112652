package org.shuyi.kiosk.kernel.magnet;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.TagId;

/**
 * The state of this room.
 *
 * @param asks how many questions were put to the library system; the next one's number follows
 * @param pulses the same of pulses
 * @param tasks what is under way, by item
 * @param undone items whose strip is not as it should be, until they are back, or gone from here
 */
public record Magnet(
    long asks, long pulses, SortedMap<TagId, Task> tasks, SortedMap<TagId, Undone> undone) {
  /** More than a cabinet lends at once; what comes on top is not asked. */
  static final int MOST_TASKS = 100;

  /** The journal has every one; the list is for who stands before the station. */
  static final int MOST_UNDONE = 200;

  public Magnet {
    tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
    undone = Collections.unmodifiableSortedMap(new TreeMap<>(undone));
  }

  /** An item of which a record says why it was left undone. */
  public record Undone(Item item, String why) {}

  public static Magnet idle() {
    return new Magnet(0, 0, new TreeMap<>(), new TreeMap<>());
  }

  /** One more question; its number is the new {@code asks}. */
  public Magnet asking() {
    return new Magnet(asks + 1, pulses, tasks, undone);
  }

  /** One more pulse; its number is the new {@code pulses}. */
  public Magnet pulsing() {
    return new Magnet(asks, pulses + 1, tasks, undone);
  }

  Magnet with(TagId tag, Task task) {
    var all = new TreeMap<>(tasks);
    all.put(tag, task);
    return new Magnet(asks, pulses, all, undone);
  }

  Magnet without(TagId tag) {
    if (!tasks.containsKey(tag)) return this;
    var all = new TreeMap<>(tasks);
    all.remove(tag);
    return new Magnet(asks, pulses, all, undone);
  }

  Magnet leaving(TagId tag, Undone one) {
    if (undone.size() >= MOST_UNDONE) return this;
    var all = new TreeMap<>(undone);
    all.put(tag, one);
    return new Magnet(asks, pulses, tasks, all);
  }

  Magnet settled(TagId tag) {
    if (!undone.containsKey(tag)) return this;
    var all = new TreeMap<>(undone);
    all.remove(tag);
    return new Magnet(asks, pulses, tasks, all);
  }

  /** Nothing is under way and nothing is left; the numbers go on. */
  Magnet cleared() {
    return new Magnet(asks, pulses, new TreeMap<>(), new TreeMap<>());
  }
}
