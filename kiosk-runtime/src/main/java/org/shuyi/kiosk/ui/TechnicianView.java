package org.shuyi.kiosk.ui;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.cabinet.Cabinet;
import org.shuyi.kiosk.kernel.cabinet.Compartment;
import org.shuyi.kiosk.kernel.cabinet.Latching;
import org.shuyi.kiosk.kernel.cabinet.Looking;
import org.shuyi.kiosk.kernel.cabinet.Proof;
import org.shuyi.kiosk.kernel.cabinet.Trial;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.shelf.Door;
import org.shuyi.kiosk.kernel.shelf.DoorState;

/**
 * The whole station as the technician's page shows it. No patron is in it: who was at a door is "a
 * visitor".
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TechnicianView(
    String station,
    boolean demo,
    Person person,
    String serving,
    String reason,
    boolean busy,
    boolean emergency,
    @Nullable ServiceMode service,
    LinkView link,
    Waiting waiting,
    List<Backlog.QueueLength> queues,
    List<DoorView> doors,
    List<BoardView> boards,
    List<DeviceView> devices,
    List<JournalView> journal,
    SortedMap<String, Long> figures,
    SortedMap<String, String> fittings,
    List<SuspectView> astray,
    List<String> stops) {

  /** Frames of each device on the page; a screen's height of them. */
  static final int FRAMES = 12;

  /** A patron's token, with the name of its field where it has one of its own. */
  private static final Pattern PATRON =
      Pattern.compile("(?:\\bpatron=)?(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])");

  /** A record of a damaged journal, whole and in base64: it may name a patron too. */
  private static final Pattern SALVAGED = Pattern.compile("\\bbytes=\\S+");

  /** Records of the journal on the page. */
  static final int RECORDS = 100;

  record Person(String name, String role, List<String> may) {}

  record ServiceMode(String person, String reason, long endsInMillis) {}

  record LinkView(boolean online, String broker, String since, String reason) {}

  /** Records that the centre has not applied yet. */
  record Waiting(long recorded, long applied, long waiting, long limit) {}

  record DoorView(
      String door,
      String state,
      String detail,
      boolean barred,
      String doubt,
      String lock,
      String reader,
      List<ItemView> items,
      List<SuspectView> suspects,
      List<RepairView> repairs) {}

  /**
   * A lock board whose configuration does not say what its bits mean.
   *
   * @param proven {@code one-is-closed} or {@code one-is-open}, or empty
   * @param stage of the proof that is under way or has ended, or empty
   */
  record BoardView(
      String board, String proven, String by, String stage, String door, String outcome) {}

  record ItemView(String tag, String barcode, String title, String owner) {}

  /** A tag that did not take its marks; the title is empty where it is no longer here. */
  record RepairView(String tag, String title, String why) {}

  record SuspectView(String tag, String barcode, String title, String why, String opener) {}

  record DeviceView(
      String name,
      String kind,
      String line,
      String health,
      String reason,
      String since,
      SortedMap<String, Long> counters,
      List<FrameView> frames) {}

  record FrameView(String at, boolean sent, String hex, String words) {}

  record JournalView(long seq, String time, boolean clockTrusted, String kind, String text) {}

  static TechnicianView of(StationView station, StaffLogin person, boolean demo, long ticks) {
    Kiosk kiosk = station.kiosk().get();
    var status = station.status().get();
    var figures = new TreeMap<String, Long>();
    status.ifPresent(
        s -> {
          figures.put("visits", s.visits());
          figures.put("loans", s.loans());
          figures.put("returns", s.returns());
          figures.put("boots", s.boot());
        });
    return new TechnicianView(
        station.name(),
        demo,
        new Person(
            person.name(),
            person.role().word(),
            person.role().acts().stream().map(Role.Act::word).toList()),
        status.map(s -> s.serving()).orElse("starting"),
        status.map(s -> s.reason()).orElse(""),
        status.map(s -> s.busy()).orElse(false),
        kiosk.station().emergency().lasts(),
        kiosk
            .station()
            .service()
            .map(s -> new ServiceMode(s.person(), s.reason(), Math.max(0, s.until() - ticks)))
            .orElse(null),
        link(station.link().link()),
        new Waiting(
            kiosk.outbox().recorded(),
            kiosk.outbox().applied(),
            kiosk.outbox().waiting(),
            kiosk.plan().outboxLimit()),
        station.backlog().queues(),
        kiosk.shelf().doors().entrySet().stream().map(door -> door(kiosk, door)).toList(),
        kiosk.plan().fittings().cabinet().unproven().keySet().stream()
            .map(board -> board(kiosk.fittings().cabinet(), board))
            .toList(),
        station.devices().devices().stream().map(d -> device(d, station.frames())).toList(),
        station.journal().newest(RECORDS).stream().map(TechnicianView::journal).toList(),
        figures,
        status.map(Status::fittings).orElseGet(TreeMap::new),
        astray(kiosk),
        kiosk.plan().fittings().place().stream()
            .flatMap(place -> place.stops().keySet().stream())
            .toList());
  }

  private static LinkView link(LinkState.Link link) {
    return new LinkView(link.online(), link.broker(), link.since().toString(), link.reason());
  }

  private static DoorView door(Kiosk kiosk, Map.Entry<DoorId, Door> entry) {
    DoorId id = entry.getKey();
    Door door = entry.getValue();
    Plan.DoorPlan plan = kiosk.plan().doors().get(id);
    return new DoorView(
        id.label(),
        state(kiosk, id, door.state()),
        detail(door.state()),
        door.barred(),
        Looking.of(kiosk, id).filter(Compartment::isSuspect).map(Compartment::doubt).orElse(""),
        plan == null ? "" : plan.lock().name(),
        plan == null ? "" : plan.reader().name(),
        kiosk.custody().behind(id).entrySet().stream()
            .map(e -> item(e.getKey().hex(), e.getValue().item()))
            .toList(),
        kiosk.custody().suspectAt(id).entrySet().stream()
            .map(e -> suspect(e.getKey().hex(), e.getValue()))
            .toList(),
        repairs(id, kiosk));
  }

  private static BoardView board(Cabinet cabinet, DeviceId board) {
    var proof = Optional.ofNullable(cabinet.proofs().get(board));
    var trial = cabinet.trial().filter(one -> one.board().equals(board));
    return new BoardView(
        board.name(),
        proof.map(p -> p.oneIsClosed() ? "one-is-closed" : "one-is-open").orElse(""),
        proof.map(Proof::person).orElse(""),
        trial.map(t -> t.stage().name().toLowerCase(Locale.ROOT).replace('_', '-')).orElse(""),
        trial.map(t -> t.door().label()).orElse(""),
        trial.map(Trial::outcome).orElse(""));
  }

  private static ItemView item(String tag, Item item) {
    return new ItemView(tag, item.barcode(), item.title(), item.owner());
  }

  private static List<RepairView> repairs(DoorId door, Kiosk kiosk) {
    return kiosk.fittings().marks().doubtful().entrySet().stream()
        .filter(e -> e.getValue().door().equals(door) && !e.getValue().repair().isEmpty())
        .map(e -> new RepairView(e.getKey().hex(), title(e.getKey(), kiosk), e.getValue().repair()))
        .toList();
  }

  private static String title(TagId tag, Kiosk kiosk) {
    return kiosk.custody().places().get(tag) instanceof Custody.OnShelf shelf
        ? shelf.item().title()
        : "";
  }

  /** What nobody can find in the return slot. */
  private static List<SuspectView> astray(Kiosk kiosk) {
    return kiosk.fittings().intake().astray().entrySet().stream()
        .map(
            e ->
                new SuspectView(
                    e.getKey().hex(),
                    e.getValue().item().barcode(),
                    e.getValue().item().title(),
                    e.getValue().why(),
                    ""))
        .toList();
  }

  private static SuspectView suspect(String tag, Custody.Suspect suspect) {
    return new SuspectView(
        tag,
        suspect.item().map(Item::barcode).orElse(""),
        suspect.item().map(Item::title).orElse(""),
        suspect.why(),
        opener(suspect.opener()));
  }

  private static String state(Kiosk kiosk, DoorId id, DoorState state) {
    return switch (state) {
      case DoorState.Shut shut -> "shut";
      case DoorState.MayOpen mayOpen -> "unlocked";
      case DoorState.Open open -> Latching.isAjar(kiosk, id) ? "ajar" : "open";
      case DoorState.Counting counting -> "counting";
      case DoorState.Uncounted uncounted -> "uncounted";
      case DoorState.Unseen unseen -> "unseen";
    };
  }

  private static String detail(DoorState state) {
    return switch (state) {
      case DoorState.Shut shut -> "";
      case DoorState.MayOpen mayOpen -> opener(mayOpen.opener());
      case DoorState.Open open -> opener(open.opener());
      case DoorState.Counting counting -> opener(counting.opener());
      case DoorState.Uncounted uncounted -> opener(uncounted.opener());
      case DoorState.Unseen unseen -> "";
    };
  }

  private static String opener(Opener opener) {
    return switch (opener) {
      case Opener.Visitor visitor -> "a visitor";
      case Opener.Staff staff -> staff.person();
      case Opener.Remote remote -> remote.person() + " at the centre";
      case Opener.Unknown unknown -> "unknown";
    };
  }

  private static DeviceView device(DeviceViews.DeviceView device, FrameTrace trace) {
    return new DeviceView(
        device.name(),
        device.kind(),
        device.line(),
        device.health(),
        device.reason(),
        device.since().toString(),
        device.counters(),
        trace.frames(device.name(), FRAMES).stream()
            .map(f -> new FrameView(f.at().toString(), f.sent(), f.hex(), f.words()))
            .toList());
  }

  private static JournalView journal(JournalTail.JournalLine line) {
    String text = SALVAGED.matcher(line.text()).replaceAll("bytes=...");
    text = PATRON.matcher(text).replaceAll("a visitor");
    return new JournalView(
        line.seq(), line.time().toString(), line.clockTrusted(), line.kind(), text);
  }
}
