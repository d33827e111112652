package org.shuyi.kiosk.kernel.uv;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Hours;

/**
 * Behind which doors the lamp shines, and when.
 *
 * @param hours once in which it burns
 * @param exposure how long
 * @param countdown between the word that it begins and its beginning
 */
public record UvPlan(SortedSet<DoorId> doors, Hours hours, Duration exposure, Duration countdown) {
  public UvPlan {
    doors = Collections.unmodifiableSortedSet(new TreeSet<>(doors));
  }
}
