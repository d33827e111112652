package org.shuyi.kiosk.kernel.command;

import java.time.Duration;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.CommandFact;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.command.Commands.Untold;

/**
 * What was refused, at the gate or here, is counted, and each reason is journaled at most once a
 * minute with its number: a flood is a few records, and none of it is lost.
 */
final class Refusing {
  static final String REPLAYED = "replayed";
  static final String UNKNOWN_KEY = "key not in the rules";

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  /** The gate has some 25 reasons and the kernel two; a further one is counted with the others. */
  private static final int MOST_REASONS = 32;

  private Refusing() {}

  static void count(String reason, long number, Draft draft) {
    var refused = new TreeMap<>(draft.kiosk().commands().refused());
    boolean room = refused.containsKey(reason) || refused.size() < MOST_REASONS;
    String under = room ? reason : "others";
    Untold before = refused.getOrDefault(under, new Untold(0, draft.ticks()));
    refused.put(under, new Untold(before.count() + number, before.nextAt()));
    draft.commands(draft.kiosk().commands().refused(refused));
    tell(draft);
  }

  static void tell(Draft draft) {
    var refused = new TreeMap<>(draft.kiosk().commands().refused());
    boolean changed = refused.values().removeIf(untold -> isOver(untold, draft));
    for (var entry : refused.entrySet()) {
      Untold untold = entry.getValue();
      if (untold.count() == 0 || draft.ticks() < untold.nextAt()) continue;
      draft.record(new CommandFact.CommandsRefused(entry.getKey(), untold.count()));
      entry.setValue(new Untold(0, draft.ticks() + MINUTE));
      changed = true;
    }
    if (changed) draft.commands(draft.kiosk().commands().refused(refused));
  }

  static long wakeAt(Kiosk kiosk) {
    return kiosk.commands().refused().values().stream()
        .filter(untold -> untold.count() > 0)
        .mapToLong(Untold::nextAt)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static boolean isOver(Untold untold, Draft draft) {
    return untold.count() == 0 && draft.ticks() >= untold.nextAt();
  }
}
