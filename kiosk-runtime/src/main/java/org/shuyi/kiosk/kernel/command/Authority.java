package org.shuyi.kiosk.kernel.command;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.intake.SlotHealth;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.shelf.Shelving;
import org.shuyi.kiosk.kernel.visit.Visit;

/**
 * Whether a command may be obeyed: its keys, its sequence number, its time, its role, and the state
 * of the station now. The signatures were verified at the gate.
 */
final class Authority {
  private Authority() {}

  /** Why it may not, or empty. */
  static Optional<String> refusal(Command command, Kiosk kiosk, Now now) {
    return rules(command, kiosk)
        .or(() -> time(command, now))
        .or(() -> role(command, kiosk))
        .or(() -> state(command, kiosk, now));
  }

  /** The persons behind a command's keys, for records. */
  static String persons(Command command, Kiosk kiosk) {
    var persons = new TreeSet<String>();
    for (String key : command.signers()) {
      var staff = kiosk.policy().keys().get(key);
      if (staff != null) persons.add(staff.person());
    }
    return String.join(" and ", persons);
  }

  /** Nobody is here and every door is shut and counted, or cannot be. */
  static boolean isIdle(Kiosk kiosk) {
    boolean quiet =
        switch (kiosk.visits().now()) {
          case Visit.Nobody nobody -> true;
          case Visit.Greeted greeted -> true;
          case Visit.TurnedAway away -> true;
          case Visit.Leaving leaving -> true;
          case Visit.Asking asking -> false;
          case Visit.Inside inside -> false;
        };
    return quiet
        && !SlotHealth.isBusy(kiosk)
        && kiosk.shelf().doors().values().stream()
            .allMatch(
                door ->
                    switch (door.state()) {
                      case DoorState.Shut shut -> true;
                      case DoorState.Uncounted uncounted -> true;
                      case DoorState.Unseen unseen -> true;
                      case DoorState.MayOpen mayOpen -> false;
                      case DoorState.Open open -> false;
                      case DoorState.Counting counting -> false;
                    });
  }

  private static Optional<String> rules(Command command, Kiosk kiosk) {
    if (command.policyVersion() < kiosk.policy().version()) {
      return Optional.of(
          "signed under rules of version %d, in force is %d"
              .formatted(command.policyVersion(), kiosk.policy().version()));
    }
    return Optional.empty();
  }

  /** A signer whom the rules do not know (any more), or empty. */
  static Optional<String> unknownKey(Command command, Kiosk kiosk) {
    return command.signers().stream()
        .filter(key -> !kiosk.policy().keys().containsKey(key))
        .findFirst()
        .map(
            key ->
                "key %s is not in the rules of version %d"
                    .formatted(key, kiosk.policy().version()));
  }

  /** Why a command's number cannot be a new command's, or empty. */
  static Optional<String> sequence(Command command, Kiosk kiosk) {
    for (String key : command.signers()) {
      Commands.Window window = kiosk.commands().window(key);
      if (!window.isFresh(command.seq())) {
        return Optional.of(
            "sequence number %d of key %s was used or is too old".formatted(command.seq(), key));
      }
    }
    return Optional.empty();
  }

  /** What has an expiry needs a clock; what only makes the station safer does not. */
  private static Optional<String> time(Command command, Now now) {
    if (!now.trusted()) {
      return makesSafer(command.action())
          ? Optional.empty()
          : Optional.of("clock: the station does not know what time it is");
    }
    if (now.wall().isBefore(command.notBefore())) {
      return Optional.of("not valid before " + command.notBefore() + ", it is " + now.wall());
    }
    if (now.wall().isAfter(command.notAfter())) {
      return Optional.of("expired at " + command.notAfter() + ", it is " + now.wall());
    }
    return Optional.empty();
  }

  private static boolean makesSafer(Action action) {
    return switch (action) {
      case Action.Lock lock -> true;
      case Action.OutOfService out -> true;
      case Action.Release release -> false;
      case Action.Unlock unlock -> false;
      case Action.InService in -> false;
      case Action.Inventory inventory -> false;
      case Action.Restart restart -> false;
    };
  }

  private static Optional<String> role(Command command, Kiosk kiosk) {
    return switch (command.action()) {
      case Action.Unlock unlock -> dangerous(command, kiosk);
      case Action.Restart restart -> needs("supervisor", command, kiosk);
      case Action.Release release -> needs("supervisor", command, kiosk);
      case Action.Lock lock -> needs("operator", command, kiosk);
      case Action.OutOfService out -> needs("operator", command, kiosk);
      case Action.InService in -> needs("operator", command, kiosk);
      case Action.Inventory inventory -> needs("operator", command, kiosk);
    };
  }

  private static Optional<String> dangerous(Command command, Kiosk kiosk) {
    if (command.reason().isBlank()) return Optional.of("a reason is needed");
    long persons =
        command.signers().stream()
            .map(key -> kiosk.policy().keys().get(key))
            .map(staff -> staff == null ? "" : staff.person())
            .distinct()
            .count();
    if (persons < 2 && !kiosk.policy().onePersonUnlocks()) {
      return Optional.of("two persons are needed");
    }
    return needs("supervisor", command, kiosk);
  }

  private static Optional<String> needs(String role, Command command, Kiosk kiosk) {
    List<Policy.StaffKey> staff =
        command.signers().stream().map(key -> kiosk.policy().keys().get(key)).toList();
    boolean held =
        staff.stream()
            .anyMatch(
                s -> s != null && (s.roles().contains(role) || s.roles().contains("supervisor")));
    return held ? Optional.empty() : Optional.of("the role " + role + " is needed");
  }

  private static Optional<String> state(Command command, Kiosk kiosk, Now now) {
    return switch (command.action()) {
      case Action.Lock(DoorId door) -> exists(door, kiosk);
      case Action.Release(DoorId door) -> exists(door, kiosk);
      case Action.Unlock(DoorId door) ->
          emergency(kiosk)
              .or(() -> power(command, kiosk))
              .or(() -> exists(door, kiosk))
              .or(() -> unlock(door, command, kiosk))
              .or(() -> Shelving.tooOften(door, kiosk, now.ticks()));
      case Action.OutOfService out -> Optional.empty();
      case Action.InService in -> Optional.empty();
      case Action.Inventory inventory -> Optional.empty();
      case Action.Restart restart ->
          isIdle(kiosk) ? Optional.empty() : Optional.of("somebody is here or a door is open");
    };
  }

  private static Optional<String> emergency(Kiosk kiosk) {
    return kiosk.station().emergency().lasts()
        ? Optional.of("an emergency lasts until a person on site ends it")
        : Optional.empty();
  }

  /** On battery nothing is begun that nobody insists on, and at its end nothing at all. */
  private static Optional<String> power(Command command, Kiosk kiosk) {
    var power = kiosk.fittings().power();
    if (power.ends()) return Optional.of("the battery is low, and the station stops");
    return power.begins() || command.override()
        ? Optional.empty()
        : Optional.of("the mains are lost; override with a reason if it must be");
  }

  private static Optional<String> exists(DoorId door, Kiosk kiosk) {
    return kiosk.shelf().doors().containsKey(door)
        ? Optional.empty()
        : Optional.of("there is no door " + door);
  }

  private static Optional<String> unlock(DoorId door, Command command, Kiosk kiosk) {
    boolean here =
        kiosk.visits().now() instanceof Visit.Inside
            || kiosk.visits().now() instanceof Visit.Asking;
    if (here && !command.override()) {
      return Optional.of("a patron is here; override with a reason if it must be");
    }
    var shelf = kiosk.shelf().doors().get(door);
    if (shelf == null || !(shelf.state() instanceof DoorState.Shut)) {
      return Optional.of("door " + door + " is not shut and counted");
    }
    return Serving.lockWorks(kiosk, door)
        ? Optional.empty()
        : Optional.of("the lock board of door " + door + " does not answer");
  }
}
