package org.shuyi.kiosk.kernel.intake;

import java.util.Optional;
import java.util.SortedMap;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.IntakeScene;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.intake.Intake.Company;

/** What the return slot can do now, derived from what its sensors see; nothing here is state. */
public final class SlotHealth {
  private SlotHealth() {}

  /** Why a return slot takes nothing, though the station does. */
  public enum Trouble {
    AWAY("away", "it does not answer"),
    EMERGENCY_STOP("emergency-stop", "its emergency stop is pressed"),
    JAM("jam", "it is jammed"),
    STOPPED("stopped", "it has stopped, and a person must look"),
    LEFT("left", "something lies in its open gate"),
    BLOCKED("blocked", "something is in the way of its gate"),
    BINS_FULL("bins-full", "the exception bin is full"),
    BIN_MISSING("bin-missing", "the exception bin is missing"),
    ASTRAY("astray", "too many items in it are unaccounted for");

    private final String key;
    private final String words;

    Trouble(String key, String words) {
      this.key = key;
      this.words = words;
    }

    /** The end of a key of the catalogue. */
    public String key() {
      return key;
    }

    /** For staff and the centre. */
    public String words() {
      return words;
    }
  }

  /** Empty where all is well, and where there is no return slot. */
  public static Optional<Trouble> trouble(Kiosk kiosk) {
    return kiosk.plan().fittings().intake().flatMap(plan -> trouble(plan, kiosk));
  }

  /** What it does or why not, and how its bins stand, each in a word. */
  public static void report(Kiosk kiosk, SortedMap<String, String> fittings) {
    if (kiosk.plan().fittings().intake().isEmpty()) return;
    String now = isBusy(kiosk) ? "in use" : trouble(kiosk).map(Trouble::words).orElse("ready");
    fittings.put("slot", now);
    scene(kiosk)
        .ifPresent(
            scene ->
                scene.bins().forEach((number, bin) -> fittings.put("bin " + number, word(bin))));
  }

  private static String word(IntakeScene.Bin bin) {
    if (!bin.present()) return "missing";
    return bin.full() ? "full" : "has room";
  }

  /** Whether somebody who touches the screen now may have the gate opened. */
  public static boolean offers(Kiosk kiosk) {
    return kiosk.plan().fittings().intake().isPresent()
        && !Serving.closed(kiosk)
        && rests(kiosk)
        && trouble(kiosk).isEmpty();
  }

  /** Whether it serves somebody, now or when whoever is at it has finished. */
  public static boolean works(Kiosk kiosk) {
    boolean goesOn =
        trouble(kiosk).map(why -> why == Trouble.STOPPED && isBusy(kiosk)).orElse(true);
    return kiosk.plan().fittings().intake().isPresent() && !Serving.closed(kiosk) && goesOn;
  }

  /** Whether the screen has a button for it: also for what somebody left in the open gate. */
  public static boolean invites(Kiosk kiosk) {
    return offers(kiosk) || left(kiosk.fittings().intake().stage()).isPresent();
  }

  /** Whether a return is under way that somebody waits for. */
  public static boolean isBusy(Kiosk kiosk) {
    return switch (kiosk.fittings().intake().stage()) {
      case Stage.Idle idle -> false;
      case Stage.Farewell farewell -> false;
      case Stage.ToTake take -> !take.isLeft();
      case Stage.Stopped stopped -> isAttended(kiosk) && !stopped.byPerson();
      case Stage.Opening opening -> true;
      case Stage.GateOpen open -> true;
      case Stage.Closing closing -> true;
      case Stage.Blocked blocked -> !blocked.isLeft();
      case Stage.TakingIn taking -> true;
      case Stage.Reading reading -> true;
      case Stage.Asking asking -> true;
      case Stage.Securing securing -> true;
      case Stage.Sorting sorting -> true;
      case Stage.Retrieving retrieving -> true;
      case Stage.HandingBack handing -> true;
    };
  }

  /** Whether somebody stands at the gate, with or without a card. */
  public static boolean isAttended(Kiosk kiosk) {
    return kiosk.fittings().intake().company() != Company.NOBODY;
  }

  static boolean rests(Kiosk kiosk) {
    Stage stage = kiosk.fittings().intake().stage();
    return stage instanceof Stage.Idle || stage instanceof Stage.Farewell;
  }

  /** Whether the slot stands still since a hand is seen in it. */
  public static boolean handIsInTheWay(Kiosk kiosk) {
    return kiosk.fittings().intake().stage() instanceof Stage.Stopped
        && obstacle(kiosk).equals(Optional.of("hand"));
  }

  static Optional<IntakeScene> scene(Kiosk kiosk) {
    return kiosk.devices().slot();
  }

  /** Why nothing may be moved now; empty where it may. */
  static Optional<String> obstacle(Kiosk kiosk) {
    if (kiosk.station().emergency() != Emergency.NONE) return Optional.of("emergency");
    if (kiosk.station().service().isPresent()) return Optional.of("service");
    Optional<IntakeScene> seen = scene(kiosk);
    if (seen.isEmpty()) return Optional.of("sorter-away");
    IntakeScene scene = seen.get();
    if (scene.emergencyStop()) return Optional.of("emergency-stop");
    if (scene.jammed()) return Optional.of(IntakeScene.JAM);
    if (scene.hand()) return Optional.of("hand");
    return scene.moving() ? Optional.of("moving") : Optional.empty();
  }

  private static Optional<Trouble> trouble(IntakePlan plan, Kiosk kiosk) {
    Optional<IntakeScene> seen = scene(kiosk);
    if (seen.isEmpty() || isLost(plan.sorter(), kiosk) || isLost(plan.reader(), kiosk)) {
      return Optional.of(Trouble.AWAY);
    }
    IntakeScene scene = seen.get();
    if (scene.emergencyStop()) return Optional.of(Trouble.EMERGENCY_STOP);
    if (scene.jammed()) return Optional.of(Trouble.JAM);
    Intake intake = kiosk.fittings().intake();
    if (intake.stage() instanceof Stage.Stopped) return Optional.of(Trouble.STOPPED);
    if (left(intake.stage()).isPresent()) return left(intake.stage());
    if (intake.astray().size() >= Intake.MOST_ASTRAY) return Optional.of(Trouble.ASTRAY);
    IntakeScene.Bin exception = scene.bins().get(plan.exception());
    if (exception == null || !exception.present()) return Optional.of(Trouble.BIN_MISSING);
    return exception.full() ? Optional.of(Trouble.BINS_FULL) : Optional.empty();
  }

  /** What somebody who has gone left in the gate. */
  private static Optional<Trouble> left(Stage stage) {
    return switch (stage) {
      case Stage.ToTake take when take.isLeft() -> Optional.of(Trouble.LEFT);
      case Stage.Blocked blocked when blocked.isLeft() -> Optional.of(Trouble.BLOCKED);
      case Stage other -> Optional.empty();
    };
  }

  private static boolean isLost(DeviceId device, Kiosk kiosk) {
    return kiosk.devices().of(device) instanceof DeviceHealth.Lost;
  }
}
