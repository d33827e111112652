package org.shuyi.kiosk.kernel.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.kiosk.kernel.announce.Announcing;
import org.shuyi.kiosk.kernel.cabinet.Latching;
import org.shuyi.kiosk.kernel.camera.Watching;
import org.shuyi.kiosk.kernel.climate.Airing;
import org.shuyi.kiosk.kernel.entrance.Doorkeeping;
import org.shuyi.kiosk.kernel.entrance.Freeing;
import org.shuyi.kiosk.kernel.intake.SlotHealth;
import org.shuyi.kiosk.kernel.light.Lighting;
import org.shuyi.kiosk.kernel.magnet.Magnetising;
import org.shuyi.kiosk.kernel.place.Placing;
import org.shuyi.kiosk.kernel.power.Power;
import org.shuyi.kiosk.kernel.shelf.Door;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.uv.Shining;
import org.shuyi.kiosk.kernel.visit.Visit;

/** The station's status, derived from its state. */
public final class Reporting {
  private Reporting() {}

  public static Status of(Kiosk kiosk) {
    var doors = new TreeMap<String, String>();
    var items = new TreeMap<String, Integer>();
    var shelves = kiosk.custody().shelves();
    kiosk
        .shelf()
        .doors()
        .forEach(
            (id, door) -> {
              doors.put(id.label(), word(id, door, kiosk));
              items.put(id.label(), shelves.getOrDefault(id, List.of()).size());
            });
    var devices = new TreeMap<String, String>();
    kiosk
        .devices()
        .healths()
        .forEach(
            (id, health) ->
                devices.put(
                    id.name(),
                    health.reason().isEmpty()
                        ? health.word()
                        : health.word() + ": " + health.reason()));
    var fittings = new TreeMap<String, String>();
    Airing.report(kiosk, fittings);
    Lighting.report(kiosk, fittings);
    Shining.report(kiosk, fittings);
    Doorkeeping.report(kiosk, fittings);
    Placing.report(kiosk, fittings);
    SlotHealth.report(kiosk, fittings);
    Announcing.report(kiosk, fittings);
    Watching.report(kiosk, fittings);
    Magnetising.report(kiosk, fittings);
    var sequences = new TreeMap<String, Long>();
    kiosk.commands().windows().forEach((key, window) -> sequences.put(key, window.highest()));
    String reason = reason(kiosk);
    return new Status(
        kiosk.station().boot(),
        serving(kiosk, reason),
        reason,
        isBusy(kiosk),
        doors,
        items,
        devices,
        fittings,
        kiosk.custody().suspects() + kiosk.fittings().intake().astray().size(),
        kiosk.policy().version(),
        sequences,
        kiosk.figures().visits(),
        kiosk.figures().loans(),
        kiosk.figures().returns());
  }

  private static boolean isBusy(Kiosk kiosk) {
    boolean nobody =
        kiosk.visits().now() instanceof Visit.Nobody
            || kiosk.visits().now() instanceof Visit.Greeted;
    return !nobody || SlotHealth.isBusy(kiosk);
  }

  private static String serving(Kiosk kiosk, String reason) {
    boolean serves = Serving.anyDoor(kiosk) || SlotHealth.works(kiosk);
    if (Serving.closed(kiosk) || !serves) return "out-of-service";
    return reason.isEmpty() ? "in-service" : "degraded";
  }

  private static String reason(Kiosk kiosk) {
    Optional<String> emergency = emergency(kiosk);
    if (emergency.isPresent()) {
      return emergency.get() + Freeing.alarm(kiosk).map(why -> ", and " + why).orElse("");
    }
    Optional<String> power = power(kiosk);
    if (power.isPresent()) return power.get();
    var order = kiosk.station().outOfService();
    if (order.isPresent()) return order.get();
    var service = kiosk.station().service();
    if (service.isPresent()) return "service on site: " + service.get().reason();
    Optional<String> place = Placing.reason(kiosk);
    if (place.isPresent()) return place.get();
    if (Serving.outboxFull(kiosk)) {
      return kiosk.outbox().waiting() + " records wait for the centre, and no more fit";
    }
    var wrong = new ArrayList<String>();
    if (kiosk.station().outboxFull()) {
      wrong.add(kiosk.outbox().waiting() + " records still wait for the centre");
    }
    if (kiosk.station().tampered()) wrong.add("the service panel is open");
    kiosk.fittings().guards().standing().keySet().forEach(guard -> wrong.add(guard.alarm()));
    kiosk
        .devices()
        .healths()
        .forEach(
            (id, health) -> {
              if (!(health instanceof DeviceHealth.Ready)) wrong.add(id + " is " + health.word());
            });
    Doorkeeping.troubles(kiosk).forEach(wrong::add);
    SlotHealth.trouble(kiosk).ifPresent(why -> wrong.add("the return slot: " + why.words()));
    if (!wrong.isEmpty()) return String.join(", ", wrong);
    return Serving.anyDoor(kiosk) ? "" : "no door can be opened";
  }

  private static Optional<String> emergency(Kiosk kiosk) {
    return switch (kiosk.station().emergency()) {
      case NONE -> Optional.empty();
      case ACTIVE -> Optional.of("emergency: the fire input is active, or its wire is broken");
      case UNSEEN -> Optional.of("emergency: the fire input is not seen");
      case OVER -> Optional.of("emergency: the fire input is closed, a person on site must end it");
      case COUNTING -> Optional.of("after an emergency every shelf is counted");
    };
  }

  private static Optional<String> power(Kiosk kiosk) {
    return switch (kiosk.fittings().power()) {
      case Power.Mains mains -> Optional.empty();
      case Power.Unseen unseen -> Optional.empty();
      case Power.Battery battery -> Optional.of("the mains are lost: on battery");
      case Power.Low low -> Optional.of("the battery is low: the station stops");
      case Power.Ending ending -> Optional.of("the battery is low: the station stops");
      case Power.Ended ended -> Optional.of("the battery is low: the station stops");
    };
  }

  private static String word(DoorId id, Door door, Kiosk kiosk) {
    String state =
        switch (door.state()) {
          case DoorState.Shut shut -> "shut";
          case DoorState.MayOpen mayOpen -> "unlocked";
          case DoorState.Open open -> Latching.isAjar(kiosk, id) ? "ajar" : "open";
          case DoorState.Counting counting -> "counting";
          case DoorState.Uncounted uncounted -> "uncounted";
          case DoorState.Unseen unseen -> "unseen";
        };
    return door.barred() ? "barred " + state : state;
  }
}
