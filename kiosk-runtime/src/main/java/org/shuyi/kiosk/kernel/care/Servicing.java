package org.shuyi.kiosk.kernel.care;

import java.time.Duration;
import java.util.Optional;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.kernel.ServiceEvent.ActRefused;
import org.shuyi.kiosk.kernel.ServiceEvent.CompartmentSettled;
import org.shuyi.kiosk.kernel.ServiceEvent.CountWanted;
import org.shuyi.kiosk.kernel.ServiceEvent.DoorWanted;
import org.shuyi.kiosk.kernel.ServiceEvent.EmergencyEnded;
import org.shuyi.kiosk.kernel.ServiceEvent.ExitCleared;
import org.shuyi.kiosk.kernel.ServiceEvent.LoggedIn;
import org.shuyi.kiosk.kernel.ServiceEvent.ProofGoesOn;
import org.shuyi.kiosk.kernel.ServiceEvent.ProofWanted;
import org.shuyi.kiosk.kernel.ServiceEvent.RoomEmptied;
import org.shuyi.kiosk.kernel.ServiceEvent.ServiceBegan;
import org.shuyi.kiosk.kernel.ServiceEvent.ServiceEnded;
import org.shuyi.kiosk.kernel.ServiceEvent.StopChosen;
import org.shuyi.kiosk.kernel.ServiceEvent.SuspectSettled;
import org.shuyi.kiosk.kernel.ServiceFact;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.Station;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.cabinet.Looking;
import org.shuyi.kiosk.kernel.cabinet.Proving;
import org.shuyi.kiosk.kernel.custody.Custody.OnShelf;
import org.shuyi.kiosk.kernel.custody.Custody.Suspect;
import org.shuyi.kiosk.kernel.entrance.Counting;
import org.shuyi.kiosk.kernel.entrance.Freeing;
import org.shuyi.kiosk.kernel.guard.Guarding;
import org.shuyi.kiosk.kernel.health.Evacuating;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.intake.Intaking;
import org.shuyi.kiosk.kernel.mark.Marking;
import org.shuyi.kiosk.kernel.place.Placing;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.shelf.DoorState.Shut;
import org.shuyi.kiosk.kernel.shelf.Shelving;
import org.shuyi.kiosk.kernel.visit.Visit;

/** Staff on site. Every act is recorded with its person, and so is every refusal. */
public final class Servicing {
  private static final int LONGEST_MINUTES = 480;

  /** How service mode ends where its person says so. */
  private static final String ENDED = "ended";

  private Servicing() {}

  public static void on(ServiceEvent event, Draft draft) {
    switch (event) {
      case LoggedIn(String person, boolean admitted) ->
          draft.record(new ServiceFact.LoggedIn(person, admitted));
      case ServiceBegan(String person, String reason, int minutes) ->
          begin(person, reason, minutes, draft);
      case ServiceEnded(String person) -> {
        if (draft.kiosk().station().service().isPresent()) end(person, ENDED, draft);
      }
      case DoorWanted(String person, DoorId door) -> openDoor(person, door, draft);
      case CountWanted(String person) -> {
        acted(person, "count every shelf", "", draft);
        draft.kiosk().shelf().doors().keySet().forEach(door -> Shelving.countShut(door, draft));
      }
      case SuspectSettled(String person, TagId tag, boolean present) ->
          settle(person, tag, present, draft);
      case ProofWanted(String person, DeviceId board) -> {
        Optional<String> refusal = Proving.refusal(person, board, draft.kiosk());
        acted(person, "prove lock board " + board, refusal.orElse(""), draft);
        if (refusal.isEmpty()) Proving.wanted(person, board, draft);
      }
      case ProofGoesOn(String person) -> {
        Optional<String> refusal = Proving.refusal(person, draft.kiosk());
        if (refusal.isEmpty()) Proving.goesOn(draft);
        else acted(person, "go on with a proof", refusal.get(), draft);
      }
      case CompartmentSettled(String person, DoorId door) -> {
        Optional<String> refusal = Looking.refusal(door, draft.kiosk());
        acted(person, "look into compartment " + door, refusal.orElse(""), draft);
        if (refusal.isEmpty()) Looking.settled(door, person, draft);
      }
      case StopChosen(String person, String stop) -> {
        Optional<String> refusal = Placing.refusal(stop, draft.kiosk());
        acted(person, "choose stop " + stop, refusal.orElse(""), draft);
        if (refusal.isEmpty()) Placing.chosen(stop, draft);
      }
      case EmergencyEnded(String person, String reason) -> {
        Optional<String> refusal = Evacuating.refusal(reason, draft.kiosk());
        acted(person, "end the emergency", refusal.orElse(""), draft);
        if (refusal.isEmpty()) Evacuating.ended(person, reason, draft);
      }
      case ExitCleared(String person, String reason) -> {
        Optional<String> refusal = Freeing.refusal(reason, draft.kiosk());
        acted(person, "look after the way out", refusal.orElse(""), draft);
        if (refusal.isEmpty()) Freeing.cleared(person, reason, draft);
      }
      case RoomEmptied(String person) -> {
        Optional<String> refusal = Counting.refusal(draft.kiosk());
        acted(person, "take the room as empty", refusal.orElse(""), draft);
        if (refusal.isEmpty()) Counting.seenEmpty(draft);
      }
      case ActRefused(String person, String act, String why) -> acted(person, act, why, draft);
    }
  }

  public static void timePassed(Draft draft) {
    draft
        .kiosk()
        .station()
        .service()
        .filter(service -> draft.ticks() >= service.until())
        .ifPresent(service -> end(service.person(), "time is over", draft));
  }

  public static long wakeAt(Kiosk kiosk) {
    return kiosk.station().service().map(Station.Service::until).orElse(Long.MAX_VALUE);
  }

  private static void begin(String person, String reason, int minutes, Draft draft) {
    int lasting = Math.clamp(minutes, 1, LONGEST_MINUTES);
    long until = draft.ticks() + Duration.ofMinutes(lasting).toMillis();
    draft.record(new ServiceFact.ServiceBegan(person, reason));
    var service = new Station.Service(person, reason, until);
    draft.station(draft.kiosk().station().attended(Optional.of(service)));
    Intaking.attended(draft);
  }

  /** New rules: whoever they no longer name may not stay, nor find the cabinet still unattended. */
  public static void rulesChanged(Policy before, Draft draft) {
    draft
        .kiosk()
        .station()
        .service()
        .map(Station.Service::person)
        .filter(before::names)
        .filter(person -> !draft.kiosk().policy().names(person))
        .ifPresent(person -> end(person, "the rules name this person no more", draft));
  }

  private static void end(String person, String how, Draft draft) {
    Station station = draft.kiosk().station();
    draft.record(new ServiceFact.ServiceEnded(person, how));
    Proving.abandon(draft);
    draft.station(station.attended(Optional.empty()));
    if (station.tampered()) draft.record(new StationFact.TamperBegan(""));
    Guarding.unattended(draft);
    Intaking.unattended(how.equals(ENDED), draft);
  }

  private static void openDoor(String person, DoorId door, Draft draft) {
    String act = "open door " + door;
    Optional<String> refusal = refusal(person, door, draft);
    acted(person, act, refusal.orElse(""), draft);
    if (refusal.isEmpty()) Shelving.unlock(door, new Opener.Staff(person), draft);
  }

  private static Optional<String> refusal(String person, DoorId door, Draft draft) {
    Kiosk kiosk = draft.kiosk();
    var service = kiosk.station().service();
    if (service.isEmpty()) return Optional.of("not in service mode");
    if (!service.get().person().equals(person)) {
      return Optional.of("service mode is " + service.get().person() + "'s");
    }
    if (kiosk.station().emergency().lasts()) return Optional.of("the emergency is not ended");
    if (kiosk.fittings().power().ends()) return Optional.of("the battery is low");
    boolean patron =
        kiosk.visits().now() instanceof Visit.Inside
            || kiosk.visits().now() instanceof Visit.Asking;
    if (patron) return Optional.of("a patron is here");
    var shelf = kiosk.shelf().doors().get(door);
    if (shelf == null) return Optional.of("there is no door " + door);
    if (!(shelf.state() instanceof Shut)) return Optional.of("the door is not shut and counted");
    if (!Serving.lockWorks(kiosk, door)) return Optional.of("its lock board does not answer");
    return Shelving.tooOften(door, kiosk, draft.ticks());
  }

  private static void settle(String person, TagId tag, boolean present, Draft draft) {
    String act = "settle " + tag + (present ? " as present" : " as gone");
    if (Intaking.settled(person, tag, present, draft)) {
      acted(person, act, "", draft);
      return;
    }
    if (!(draft.kiosk().custody().places().get(tag) instanceof Suspect suspect)) {
      acted(person, act, "it is not suspect", draft);
      return;
    }
    if (present && suspect.item().isEmpty()) {
      acted(person, act, "its tag was never read; count the shelf", draft);
      return;
    }
    acted(person, act, "", draft);
    draft.record(
        new ShelfFact.SuspicionEnded(
            tag, suspect.door(), "settled as " + (present ? "present" : "gone") + " by " + person));
    if (present) {
      suspect.item().ifPresent(item -> draft.custody(tag, new OnShelf(suspect.door(), item)));
    } else {
      draft.custody(draft.kiosk().custody().without(tag));
      Marking.removed(tag, draft);
    }
    Looking.judge(suspect.door(), new Opener.Staff(person), draft);
  }

  private static void acted(String person, String act, String refusal, Draft draft) {
    draft.record(new ServiceFact.Acted(person, act, refusal));
  }
}
