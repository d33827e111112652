package org.shuyi.kiosk.kernel.magnet;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.MagnetFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.health.DeviceHealth;

/** The magnetic unit: whether it can be used, and the one way to use it. */
public final class Unit {
  /** The contact answers at once; a stuck program may take this long. */
  public static final long ANSWER_MILLIS = 2_000;

  public static final String DONE = "done";

  /** Nobody knows whether the contact was closed, or how long. */
  public static final String UNCLEAR = "unclear";

  private Unit() {}

  /** Why it cannot do this now, as records have it; empty where it can. */
  public static Optional<String> obstacle(Way way, Kiosk kiosk) {
    Optional<MagnetPlan> plan = kiosk.plan().fittings().magnet();
    if (plan.isEmpty() || !plan.get().ways().contains(way)) return Optional.of("no-unit");
    boolean away = kiosk.devices().of(plan.get().board()) instanceof DeviceHealth.Lost;
    return away ? Optional.of("unit-away") : Optional.empty();
  }

  /** Means a pulse, and answers its number; the contact closes when that is on the disk. */
  public static long pulse(Way way, TagId tag, Item item, MagnetPlan plan, Draft draft) {
    draft.magnet(draft.magnet().pulsing());
    long pulse = draft.magnet().pulses();
    draft.record(new MagnetFact.PulseMeant(pulse, way.word(), tag, item));
    draft.want(new Effect.Magnetise(pulse, way, plan.pulse()));
    return pulse;
  }

  public static void ended(long pulse, Way way, TagId tag, String how, Draft draft) {
    draft.record(new MagnetFact.PulseEnded(pulse, way.word(), tag, how));
  }
}
