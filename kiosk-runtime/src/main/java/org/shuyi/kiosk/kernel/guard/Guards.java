package org.shuyi.kiosk.kernel.guard;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.Guard;

/** The state of this room: the alarms that stand. */
public record Guards(SortedMap<Guard, Standing> standing) {
  public Guards {
    standing = Collections.unmodifiableSortedMap(new TreeMap<>(standing));
  }

  public static Guards calm() {
    return new Guards(new TreeMap<>());
  }

  Guards with(Guard guard, Standing now) {
    var changed = new TreeMap<>(standing);
    changed.put(guard, now);
    return new Guards(changed);
  }

  Guards without(Guard guard) {
    var changed = new TreeMap<>(standing);
    changed.remove(guard);
    return new Guards(changed);
  }
}
