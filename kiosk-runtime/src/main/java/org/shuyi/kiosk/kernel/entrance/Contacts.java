package org.shuyi.kiosk.kernel.entrance;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.EntranceContact;

/**
 * The contacts at the entrance as last heard. Never saved: they are told again after a start.
 *
 * @param active since which tick each that is active has been so
 * @param failed those that are not believed now, each with the reason
 * @param first which of the counter's two beams was broken first by whoever stands in them
 * @param both whether both were broken at once since then
 * @param wayOut what is seen of it
 */
public record Contacts(
    SortedMap<EntranceContact, Long> active,
    SortedMap<EntranceContact, String> failed,
    Optional<EntranceContact> first,
    boolean both,
    WayOut wayOut) {
  public Contacts {
    active = Collections.unmodifiableSortedMap(new TreeMap<>(active));
    failed = Collections.unmodifiableSortedMap(new TreeMap<>(failed));
  }

  public static Contacts quiet() {
    return new Contacts(
        new TreeMap<>(), new TreeMap<>(), Optional.empty(), false, WayOut.unheard());
  }

  boolean isActive(EntranceContact contact) {
    return active.containsKey(contact);
  }

  /** Those of them that are active. */
  SortedSet<EntranceContact> activeOf(EntranceContact one, EntranceContact other) {
    var found = new TreeSet<>(active.keySet());
    found.removeIf(contact -> contact != one && contact != other);
    return found;
  }

  Contacts activeSince(EntranceContact contact, long tick) {
    var changed = new TreeMap<>(active);
    changed.put(contact, tick);
    return new Contacts(changed, failed, first, both, wayOut);
  }

  Contacts calm(EntranceContact contact) {
    if (!active.containsKey(contact)) return this;
    var changed = new TreeMap<>(active);
    changed.remove(contact);
    return new Contacts(changed, failed, first, both, wayOut);
  }

  Contacts failing(EntranceContact contact, String why) {
    var changed = new TreeMap<>(failed);
    changed.put(contact, why);
    return new Contacts(active, changed, first, both, wayOut);
  }

  Contacts well(EntranceContact contact) {
    if (!failed.containsKey(contact)) return this;
    var changed = new TreeMap<>(failed);
    changed.remove(contact);
    return new Contacts(active, changed, first, both, wayOut);
  }

  Contacts beams(Optional<EntranceContact> brokenFirst, boolean bothBroken) {
    return new Contacts(active, failed, brokenFirst, bothBroken, wayOut);
  }

  Contacts seeing(WayOut next) {
    return new Contacts(active, failed, first, both, next);
  }
}
