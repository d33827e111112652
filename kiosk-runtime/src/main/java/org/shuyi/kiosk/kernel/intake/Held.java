package org.shuyi.kiosk.kernel.intake;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuyi.kiosk.kernel.IntakeScene;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.TagId;

/**
 * An item that was read in the tunnel and is on its way into a bin.
 *
 * @param bin where it is meant to fall
 * @param by who chose the bin, as the fact says it
 * @param fallen what each bin's sensor had counted before, by the order of their numbers
 */
public record Held(Opener opener, TagId tag, Item item, int bin, String by, List<Integer> fallen) {
  /** One item that is pushed by another, or two by bouncing; more is a counter that was reset. */
  private static final int MOST_AT_ONCE = 9;

  private static final int COUNTER = 0xFFFF;

  public Held {
    fallen = List.copyOf(fallen);
  }

  static List<Integer> countsOf(Optional<IntakeScene> scene) {
    return scene.stream()
        .flatMap(seen -> seen.bins().values().stream())
        .map(IntakeScene.Bin::fallen)
        .toList();
  }

  /** The one bin that has counted something since; empty where none has, or several have. */
  OptionalInt fellInto(IntakeScene scene) {
    int at = 0;
    OptionalInt found = OptionalInt.empty();
    for (var bin : scene.bins().entrySet()) {
      if (at >= fallen.size()) return OptionalInt.empty();
      int more = (bin.getValue().fallen() - fallen.get(at++)) & COUNTER;
      if (more == 0) continue;
      if (more > MOST_AT_ONCE || found.isPresent()) return OptionalInt.empty();
      found = OptionalInt.of(bin.getKey());
    }
    return found;
  }
}
