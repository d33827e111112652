package org.shuyi.kiosk.kernel.power;

import java.time.Duration;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.PowerEvent;
import org.shuyi.kiosk.kernel.PowerEvent.Supply;
import org.shuyi.kiosk.kernel.PowerEvent.SupplyChanged;
import org.shuyi.kiosk.kernel.PowerFact;
import org.shuyi.kiosk.kernel.intake.SlotHealth;
import org.shuyi.kiosk.kernel.power.Power.Battery;
import org.shuyi.kiosk.kernel.power.Power.Ended;
import org.shuyi.kiosk.kernel.power.Power.Ending;
import org.shuyi.kiosk.kernel.power.Power.Low;
import org.shuyi.kiosk.kernel.power.Power.Mains;
import org.shuyi.kiosk.kernel.power.Power.Unseen;
import org.shuyi.kiosk.kernel.receipt.Receipting;
import org.shuyi.kiosk.kernel.shelf.Shelving;
import org.shuyi.kiosk.kernel.visit.Visiting;

/**
 * A station on battery ends what is under way and begins nothing. Most outages are short: whoever
 * is here can still take, put and shut a door, and is owed a receipt for it, while whoever comes
 * now could be left in the dark with a door open. Before the battery ends the program does, in
 * order.
 *
 * <p>That mains come and go every second is not seen here: the supply's driver tells it as one loss
 * and one return.
 */
public final class Powering {
  /** The record of it is on its way to the centre by then, which otherwise hears only silence. */
  private static final long TOLD = Duration.ofSeconds(2).toMillis();

  /**
   * For a hand to leave a shelf and a door to be shut and counted. A supply calls its battery low
   * some two minutes before its end, and the ordered stop itself takes some seconds.
   */
  private static final long LONGEST_END = Duration.ofSeconds(30).toMillis();

  private Powering() {}

  public static void on(PowerEvent event, Draft draft) {
    switch (event) {
      case SupplyChanged(Supply supply) -> {
        switch (supply) {
          case MAINS -> back(draft);
          case BATTERY -> lost(draft);
          case BATTERY_LOW -> low(draft);
          case UNKNOWN -> {}
        }
      }
    }
  }

  /** Nobody knows how long the program was away, nor what the mains did. */
  public static void restarted(Draft draft) {
    if (!(now(draft) instanceof Mains)) become(new Unseen(), draft);
  }

  public static void timePassed(Draft draft) {
    if (now(draft) instanceof Low(long told) && draft.ticks() >= told) {
      become(new Ending(draft.ticks() + LONGEST_END), draft);
    }
  }

  /** After every event: the program ends when nothing is under way any more. */
  public static void settle(Draft draft) {
    if (!(now(draft) instanceof Ending(long until))) return;
    if (isUnderWay(draft.kiosk()) && draft.ticks() < until) return;
    become(new Ended(), draft);
    draft.want(new Effect.Halt("the battery is low"));
  }

  public static long wakeAt(Kiosk kiosk) {
    return switch (kiosk.fittings().power()) {
      case Mains mains -> Long.MAX_VALUE;
      case Battery battery -> Long.MAX_VALUE;
      case Low(long told) -> told;
      case Ending(long until) -> until;
      case Ended ended -> Long.MAX_VALUE;
      case Unseen unseen -> Long.MAX_VALUE;
    };
  }

  private static void back(Draft draft) {
    if (now(draft) instanceof Mains) return;
    draft.record(new PowerFact.MainsBack());
    become(new Mains(), draft);
  }

  private static void lost(Draft draft) {
    switch (now(draft)) {
      case Mains mains -> {
        draft.record(new PowerFact.MainsLost());
        draft.want(new Effect.TellAtOnce());
        become(new Battery(), draft);
      }
      case Unseen unseen -> become(new Battery(), draft);
      case Battery battery -> {}
      case Low low -> {}
      case Ending ending -> {}
      case Ended ended -> {}
    }
  }

  private static void low(Draft draft) {
    lost(draft);
    if (!(now(draft) instanceof Battery)) return;
    draft.record(new PowerFact.BatteryLow());
    draft.want(new Effect.TellAtOnce());
    become(new Low(draft.ticks() + TOLD), draft);
    Visiting.hurry(draft);
  }

  /** Whether a motion is not over yet, or a hand may be behind a door. */
  private static boolean isUnderWay(Kiosk kiosk) {
    return Shelving.anyUnderWay(kiosk)
        || Receipting.isUnderWay(kiosk)
        || SlotHealth.isBusy(kiosk)
        || kiosk.fittings().marks().doubtful().values().stream().anyMatch(one -> one.writing() > 0);
  }

  private static Power now(Draft draft) {
    return draft.kiosk().fittings().power();
  }

  private static void become(Power next, Draft draft) {
    draft.fittings(draft.kiosk().fittings().with(next));
  }
}
