package org.shuyi.kiosk.kernel.custody;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.TagId;

/** The section of what this station keeps: every tag that is here, or may be. */
public record CustodyBook(SortedMap<TagId, Custody> places) {
  public CustodyBook {
    places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
  }

  public static CustodyBook empty() {
    return new CustodyBook(new TreeMap<>());
  }

  /** What lay behind a door when it was last counted. */
  public SortedMap<TagId, Custody.OnShelf> behind(DoorId door) {
    var there = new TreeMap<TagId, Custody.OnShelf>();
    places.forEach(
        (tag, place) -> {
          if (place instanceof Custody.OnShelf shelf && shelf.door().equals(door)) {
            there.put(tag, shelf);
          }
        });
    return there;
  }

  /**
   * What lay behind each door when it was last counted, in the order of the tags; a door with
   * nothing behind it is not there.
   */
  public SortedMap<DoorId, List<Custody.OnShelf>> shelves() {
    var shelves = new TreeMap<DoorId, List<Custody.OnShelf>>();
    for (Custody place : places.values()) {
      if (place instanceof Custody.OnShelf shelf) {
        shelves.computeIfAbsent(shelf.door(), _ -> new ArrayList<>()).add(shelf);
      }
    }
    return shelves;
  }

  /** What is suspect at a door. */
  public SortedMap<TagId, Custody.Suspect> suspectAt(DoorId door) {
    var suspects = new TreeMap<TagId, Custody.Suspect>();
    places.forEach(
        (tag, place) -> {
          if (place instanceof Custody.Suspect suspect && suspect.door().equals(door)) {
            suspects.put(tag, suspect);
          }
        });
    return suspects;
  }

  public int suspects() {
    int suspects = 0;
    for (Custody place : places.values()) if (place instanceof Custody.Suspect) suspects++;
    return suspects;
  }

  public CustodyBook with(TagId tag, Custody place) {
    var changed = new TreeMap<>(places);
    changed.put(tag, place);
    return new CustodyBook(changed);
  }

  public CustodyBook without(TagId tag) {
    var changed = new TreeMap<>(places);
    changed.remove(tag);
    return new CustodyBook(changed);
  }
}
