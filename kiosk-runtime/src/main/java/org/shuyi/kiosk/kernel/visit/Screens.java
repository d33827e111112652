package org.shuyi.kiosk.kernel.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Screen.Button;
import org.shuyi.kiosk.kernel.Screen.DoorTile;
import org.shuyi.kiosk.kernel.Screen.Line;
import org.shuyi.kiosk.kernel.Screen.Look;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.cabinet.Latching;
import org.shuyi.kiosk.kernel.custody.Custody.OnShelf;
import org.shuyi.kiosk.kernel.entrance.Counting;
import org.shuyi.kiosk.kernel.entrance.Entering;
import org.shuyi.kiosk.kernel.entrance.Freeing;
import org.shuyi.kiosk.kernel.entrance.Ringing;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.intake.IntakeScreens;
import org.shuyi.kiosk.kernel.intake.SlotHealth;
import org.shuyi.kiosk.kernel.magnet.MagnetScreens;
import org.shuyi.kiosk.kernel.place.Placing;
import org.shuyi.kiosk.kernel.receipt.Receipting;
import org.shuyi.kiosk.kernel.receipt.Slip;
import org.shuyi.kiosk.kernel.shelf.Door;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.uv.Lamp;
import org.shuyi.kiosk.kernel.visit.Visit.Asking;
import org.shuyi.kiosk.kernel.visit.Visit.Greeted;
import org.shuyi.kiosk.kernel.visit.Visit.Handed;
import org.shuyi.kiosk.kernel.visit.Visit.Inside;
import org.shuyi.kiosk.kernel.visit.Visit.Leaving;
import org.shuyi.kiosk.kernel.visit.Visit.Nobody;
import org.shuyi.kiosk.kernel.visit.Visit.TurnedAway;

/** The screen that a state shows: derived, one thing to do at a time. */
public final class Screens {
  private static final int TITLES = 6;

  /** Reasons that have words of their own; any other is told in general ones. */
  private static final List<String> REASONS =
      List.of(
          "unknown-card",
          "blocked",
          "expired",
          "offline-stranger",
          "unusable-card",
          "no-door",
          "full",
          "entrance-closed",
          "entrance-away");

  private Screens() {}

  public static Screen of(Kiosk kiosk) {
    if (kiosk.station().emergency().lasts()) return emergency(kiosk);
    Optional<Screen> slot = IntakeScreens.of(kiosk);
    if (slot.isPresent()) return slot.get();
    return switch (kiosk.visits().now()) {
      case Nobody nobody -> atTheDoor(kiosk).orElseGet(() -> idle(kiosk));
      case Greeted greeted -> atTheDoor(kiosk).orElseGet(() -> idle(kiosk));
      case Asking asking -> plain("asking", kiosk, Optional.of(asking.until()));
      case TurnedAway away -> turnedAway(away, kiosk);
      case Inside inside -> inside(inside, kiosk);
      case Leaving leaving -> receipt(leaving, kiosk);
    };
  }

  /** One thing to do, and nothing else to read. */
  private static Screen emergency(Kiosk kiosk) {
    return new Screen(
        "emergency",
        kiosk.visits().language(),
        Phrase.of("emergency.title"),
        Phrase.of("emergency.hint"),
        List.of(),
        List.of(),
        List.of(),
        Freeing.failed(kiosk) ? List.of(Phrase.of("notice.exit")) : List.of(),
        isOffline(kiosk),
        Optional.empty());
  }

  /** Where the screen is nobody's, it tells whoever stands at the room's door. */
  private static Optional<Screen> atTheDoor(Kiosk kiosk) {
    if (Ringing.apologises(kiosk)) {
      return Optional.of(plain("gate-sorry", kiosk, Optional.empty()));
    }
    return Entering.word(kiosk)
        .map(
            why ->
                why.isEmpty()
                    ? plain("entrance-open", kiosk, Optional.empty())
                    : screen(
                        "turned-away",
                        words(why),
                        Phrase.of(words(why) + ".hint"),
                        kiosk,
                        List.of(),
                        List.of(),
                        Optional.empty()));
  }

  private static String words(String why) {
    return REASONS.contains(why) ? "turned-away." + why : "turned-away";
  }

  private static Screen turnedAway(TurnedAway away, Kiosk kiosk) {
    String words = words(away.why());
    return screen(
        "turned-away",
        words,
        Phrase.of(words + ".hint"),
        kiosk,
        List.of(),
        List.of(finish()),
        Optional.of(away.until()));
  }

  private static Screen idle(Kiosk kiosk) {
    var service = kiosk.station().service();
    if (service.isPresent()) {
      return screen(
          "service",
          "service",
          Phrase.of("service.reason", service.get().reason()),
          kiosk,
          List.of(),
          List.of(),
          Optional.empty());
    }
    if (kiosk.station().emergency() == Emergency.COUNTING) {
      return closed(Phrase.of("out-of-service.after-emergency"), kiosk);
    }
    if (!kiosk.fittings().power().begins()) {
      return closed(Phrase.of("out-of-service.power"), kiosk);
    }
    var order = kiosk.station().outOfService();
    if (order.isPresent()) return closed(Phrase.of("out-of-service.reason", order.get()), kiosk);
    if (Placing.closed(kiosk)) {
      String why = Placing.betweenStops(kiosk) ? "no-stop" : "stop-closed";
      return closed(Phrase.of("out-of-service." + why), kiosk);
    }
    if (Serving.outboxFull(kiosk)) return closed(Phrase.of("out-of-service.outbox"), kiosk);
    if (Serving.anyDoor(kiosk) || SlotHealth.invites(kiosk)) return attract(kiosk);
    return isStarting(kiosk)
        ? plain("starting", kiosk, Optional.empty())
        : closed(Phrase.of("out-of-service.hint"), kiosk);
  }

  private static Screen attract(Kiosk kiosk) {
    return screen(
        "attract",
        "attract",
        Phrase.of("attract.hint"),
        kiosk,
        List.of(),
        IntakeScreens.invitation(kiosk, true),
        Optional.empty());
  }

  private static boolean isStarting(Kiosk kiosk) {
    return kiosk.plan().doors().values().stream()
        .anyMatch(
            door ->
                !kiosk.devices().healths().containsKey(door.lock())
                    || !kiosk.devices().healths().containsKey(door.reader()));
  }

  private static Screen closed(Phrase why, Kiosk kiosk) {
    return screen(
        "out-of-service", "out-of-service", why, kiosk, List.of(), List.of(), Optional.empty());
  }

  private static Screen inside(Inside inside, Kiosk kiosk) {
    var mine = Visiting.openerOf(inside);
    var ajar = new ArrayList<String>();
    var open = new ArrayList<String>();
    var unlocked = new ArrayList<String>();
    boolean counting = false;
    for (var entry : kiosk.shelf().doors().entrySet()) {
      DoorState state = entry.getValue().state();
      if (!state.openerNow().equals(mine)) continue;
      switch (state) {
        case DoorState.MayOpen mayOpen -> unlocked.add(entry.getKey().label());
        case DoorState.Open now when Latching.isAjar(kiosk, entry.getKey()) ->
            ajar.add(entry.getKey().label());
        case DoorState.Open now -> open.add(entry.getKey().label());
        case DoorState.Counting now -> counting = true;
        case DoorState.Unseen unseen -> counting = true;
        case DoorState.Uncounted uncounted -> {}
        case DoorState.Shut shut -> {}
      }
    }
    if (!unlocked.isEmpty()) return doorsOpen("doors-open.unlocked", unlocked, inside, kiosk);
    if (!ajar.isEmpty()) return doorsOpen("doors-open.ajar", ajar, inside, kiosk);
    if (!open.isEmpty()) return doorsOpen("doors-open", open, inside, kiosk);
    if (counting) return plain("counting", kiosk, Optional.empty());
    if (inside.asked()) return stillThere(inside, kiosk);
    return MagnetScreens.of(inside, lines(inside, kiosk), kiosk)
        .orElseGet(() -> chooseDoor(inside, kiosk));
  }

  private static Screen doorsOpen(String words, List<String> labels, Inside inside, Kiosk kiosk) {
    String doors = String.join(", ", labels);
    return new Screen(
        "doors-open",
        kiosk.visits().language(),
        Phrase.of(words + ".title", doors),
        Phrase.of(words + ".hint", doors),
        tiles(kiosk, true),
        lines(inside, kiosk),
        List.of(),
        notices(kiosk),
        isOffline(kiosk),
        Optional.empty());
  }

  private static Screen stillThere(Inside inside, Kiosk kiosk) {
    return screen(
        "still-there",
        "still-there",
        Phrase.of("still-there.hint"),
        kiosk,
        List.of(),
        List.of(
            new Button(Phrase.of("button.stay"), new Intent.Stay(), true),
            new Button(Phrase.of("button.finish"), new Intent.Finish(), false)),
        Optional.of(Visiting.endOf(inside, kiosk)));
  }

  private static Screen chooseDoor(Inside inside, Kiosk kiosk) {
    int left = Math.max(0, inside.mayBorrow() - inside.loans());
    Phrase hint =
        Serving.outboxFull(kiosk) || !kiosk.fittings().power().begins()
            ? Phrase.of("choose-door.no-more")
            : left == 0
                ? Phrase.of("choose-door.returns-only")
                : Phrase.of("choose-door.may-borrow", Integer.toString(left));
    return new Screen(
        "choose-door",
        kiosk.visits().language(),
        Phrase.of("choose-door.title"),
        hint,
        tiles(kiosk, true),
        lines(inside, kiosk),
        Stream.concat(
                IntakeScreens.invitation(kiosk, false).stream(),
                Stream.of(new Button(Phrase.of("button.finish"), new Intent.Finish(), false)))
            .toList(),
        notices(kiosk),
        isOffline(kiosk),
        Optional.empty());
  }

  private static Screen receipt(Leaving leaving, Kiosk kiosk) {
    var lines = lines(leaving.visit(), kiosk);
    boolean unclear = lines.stream().anyMatch(line -> line.kind().equals("unclear"));
    String words = lines.isEmpty() ? "receipt.nothing" : "receipt";
    Phrase hint = Phrase.of(unclear ? "receipt.unclear.hint" : words + ".hint");
    Optional<Slip> slip = kiosk.fittings().receipts().of(leaving.visit().number());
    return screen(
        "receipt",
        words,
        slip.map(Screens::onPaper).orElse(hint),
        kiosk,
        lines,
        Receipting.offers(leaving.visit(), kiosk) ? List.of(finish(), print()) : List.of(finish()),
        Optional.of(leaving.until()));
  }

  private static Phrase onPaper(Slip slip) {
    return switch (slip.stage()) {
      case PRINTING -> Phrase.of("receipt.printing.hint");
      case PRINTED -> Phrase.of("receipt.printed.hint");
      case NO_PAPER -> Phrase.of("receipt.no-paper.hint");
      case NOT_PRINTED -> Phrase.of("receipt.not-printed.hint");
    };
  }

  private static Button print() {
    return new Button(Phrase.of("button.print"), new Intent.Print(), false);
  }

  private static Button finish() {
    return new Button(Phrase.of("button.finish"), new Intent.Finish(), true);
  }

  private static Screen plain(String name, Kiosk kiosk, Optional<Long> endsAt) {
    return screen(name, name, Phrase.of(name + ".hint"), kiosk, List.of(), List.of(), endsAt);
  }

  private static Screen screen(
      String name,
      String words,
      Phrase hint,
      Kiosk kiosk,
      List<Line> lines,
      List<Button> buttons,
      Optional<Long> endsAt) {
    return new Screen(
        name,
        kiosk.visits().language(),
        Phrase.of(words + ".title"),
        hint,
        tiles(kiosk, false),
        lines,
        buttons,
        notices(kiosk),
        isOffline(kiosk),
        endsAt);
  }

  private static boolean isOffline(Kiosk kiosk) {
    return !kiosk.devices().online();
  }

  private static List<DoorTile> tiles(Kiosk kiosk, boolean offering) {
    var tiles = new ArrayList<DoorTile>();
    var shelves = kiosk.custody().shelves();
    kiosk
        .shelf()
        .doors()
        .forEach(
            (id, door) -> {
              var there = shelves.getOrDefault(id, List.of());
              tiles.add(
                  new DoorTile(
                      id,
                      look(id, door, kiosk),
                      there.size(),
                      titles(there),
                      offering && Serving.offers(kiosk, id)));
            });
    return tiles;
  }

  private static List<String> titles(List<OnShelf> there) {
    var titles = new ArrayList<String>(TITLES);
    for (OnShelf one : there.subList(0, Math.min(there.size(), TITLES))) {
      titles.add(title(one.item()));
    }
    return titles;
  }

  private static Look look(DoorId id, Door door, Kiosk kiosk) {
    if (door.barred() || !Serving.works(kiosk, id)) return Look.AWAY;
    return switch (door.state()) {
      case DoorState.Shut shut -> Look.SHUT;
      case DoorState.MayOpen mayOpen -> Look.UNLOCKED;
      case DoorState.Open open -> Latching.isAjar(kiosk, id) ? Look.AJAR : Look.OPEN;
      case DoorState.Counting counting -> Look.COUNTING;
      case DoorState.Uncounted uncounted -> Look.AWAY;
      case DoorState.Unseen unseen -> Look.AWAY;
    };
  }

  static List<Line> lines(Inside inside, Kiosk kiosk) {
    int days = kiosk.policy().loanDays();
    return inside.handed().values().stream()
        .map(handed -> new Line(kind(handed), title(handed.item()), detail(handed, days)))
        .toList();
  }

  private static String kind(Handed handed) {
    return switch (handed.kind()) {
      case LOANED -> "loaned";
      case RETURNED -> "returned";
      case UNCLEAR -> "unclear";
    };
  }

  private static Phrase detail(Handed handed, int days) {
    return switch (handed.kind()) {
      case LOANED ->
          handed.objections().isEmpty()
              ? Phrase.of("line.loaned-days", Integer.toString(days))
              : Phrase.of("line." + handed.objections().split(",", 2)[0]);
      case RETURNED -> Phrase.of("line.returned");
      case UNCLEAR -> Phrase.of("line.unclear");
    };
  }

  private static String title(Item item) {
    return item.title().isEmpty() ? item.barcode() : item.title();
  }

  /** What does not work now, told before anybody logs in. */
  private static List<Phrase> notices(Kiosk kiosk) {
    var notices = new ArrayList<Phrase>();
    switch (kiosk.fittings().uv().lamp()) {
      case Lamp.Dark dark -> {}
      case Lamp.CountingDown counting -> notices.add(Phrase.of("notice.uv-soon"));
      case Lamp.Burning burning -> notices.add(Phrase.of("notice.uv"));
    }
    if (Freeing.failed(kiosk)) notices.add(Phrase.of("notice.exit"));
    if (!kiosk.fittings().power().begins()) notices.add(Phrase.of("notice.power"));
    if (Ringing.apologises(kiosk)) notices.add(Phrase.of("gate-sorry.title"));
    if (Counting.full(kiosk)) notices.add(Phrase.of("notice.full"));
    if (isOffline(kiosk)) notices.add(Phrase.of("notice.offline"));
    kiosk
        .shelf()
        .doors()
        .forEach(
            (id, door) -> {
              var plan = kiosk.plan().doors().get(id);
              boolean lost =
                  plan != null && (isLost(kiosk, plan.lock()) || isLost(kiosk, plan.reader()));
              if (door.barred() || lost) notices.add(Phrase.of("notice.door-away", id.label()));
            });
    notices.addAll(IntakeScreens.notices(kiosk));
    return notices;
  }

  private static boolean isLost(Kiosk kiosk, DeviceId device) {
    return kiosk.devices().healths().get(device) instanceof DeviceHealth.Lost;
  }
}
