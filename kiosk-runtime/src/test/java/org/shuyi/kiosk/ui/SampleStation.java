package org.shuyi.kiosk.ui;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.FittingsPlan;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.Outbox;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.ShelfEvent.Occupancy;
import org.shuyi.kiosk.kernel.Station;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.cabinet.Cabinet;
import org.shuyi.kiosk.kernel.cabinet.CabinetPlan;
import org.shuyi.kiosk.kernel.cabinet.Compartment;
import org.shuyi.kiosk.kernel.cabinet.Trial;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.mark.Marks;
import org.shuyi.kiosk.kernel.shelf.Door;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.shelf.Shelf;

/** A made-up station with something of everything to see. */
final class SampleStation {
  private static final Instant BEGAN = Instant.parse("2026-10-01T03:04:05Z");
  private static final List<String> TITLES =
      List.of("红楼梦", "呐喊", "城南旧事", "边城", "围城", "小王子", "Walden", "茶经", "三体", "乡土中国");

  private volatile boolean serving;

  private volatile boolean online = true;

  void online(boolean now) {
    online = now;
  }

  void serving(boolean now) {
    serving = now;
  }

  StationView view() {
    return new StationView(
        "demo-1",
        this::kiosk,
        () -> Optional.of(status()),
        this::devices,
        new Frames(),
        this::journal,
        () -> new LinkState.Link(online, "tls://broker.library.example:8883", BEGAN, ""),
        () ->
            List.of(
                new Backlog.QueueLength("kernel", 0, 1024),
                new Backlog.QueueLength("locks", 2, 256),
                new Backlog.QueueLength("reader-1", 0, 256)));
  }

  Status status() {
    return new Status(
        7,
        "degraded",
        "door 3: its reader does not answer",
        false,
        new TreeMap<>(Map.of("1", "shut", "2", "open", "3", "uncounted", "4", "barred shut")),
        new TreeMap<>(Map.of("1", 6, "2", 3, "3", 0, "4", 1)),
        new TreeMap<>(Map.of("locks", "ready", "reader-3", "lost: no answer")),
        new TreeMap<>(Map.of("air", "31.4 degrees, 62 % humidity", "fan", "on")),
        2,
        12,
        new TreeMap<>(),
        1234,
        2345,
        2301);
  }

  private Kiosk kiosk() {
    var plans = new TreeMap<DoorId, Plan.DoorPlan>();
    for (int i = 1; i <= 4; i++) {
      plans.put(
          new DoorId("" + i),
          new Plan.DoorPlan(new DeviceId("locks"), new DeviceId("reader-" + i)));
    }
    var locks = new TreeMap<>(Map.of(new DoorId("1"), 1, new DoorId("2"), 2));
    var unproven = new TreeMap<DeviceId, SortedMap<DoorId, Integer>>();
    unproven.put(new DeviceId("locks"), locks);
    var fittings = FittingsPlan.none().with(CabinetPlan.plain().withUnproven(unproven));
    Kiosk fresh = Kiosk.fresh(Plan.cabinet(plans).with(fittings), new Outbox(4812, 4790));
    return fresh
        .with(
            new Station(
                7,
                Optional.empty(),
                serving
                    ? Optional.of(new Station.Service("li.wei", "new antenna at door 3", 1_500_000))
                    : Optional.empty(),
                false,
                List.of(),
                Emergency.NONE,
                false))
        .with(shelf(fresh.shelf()))
        .with(custody())
        .with(fresh.fittings().with(cabinet()).with(marks()));
  }

  /** A compartment in doubt, and a lock board whose polarity is being proven. */
  private static Cabinet cabinet() {
    var plain = Cabinet.plain();
    var compartments =
        new TreeMap<>(
            Map.of(
                new DoorId("4"), new Compartment(Occupancy.EMPTY, "tag-without-barrier", false)));
    var trial =
        new Trial(
            new DeviceId("locks"),
            new DoorId("2"),
            "li.wei",
            Trial.Stage.OPEN_ONE,
            "1111",
            Long.MAX_VALUE,
            "");
    return new Cabinet(
        plain.bolts(), plain.ajar(), compartments, plain.proofs(), Optional.of(trial));
  }

  /** A tag that did not take its marks. */
  private static Marks marks() {
    var doubtful =
        new TreeMap<>(
            Map.of(
                new TagId("E0040150A1B2C301"),
                new Marks.Doubtful(new DoorId("1"), 0, "AFI is 07 after 3 writings of C2")));
    return new Marks(doubtful, new TreeSet<>());
  }

  private static Shelf shelf(Shelf shelf) {
    return shelf
        .with(new DoorId("1"), new Door(new DoorState.Shut(), false))
        .with(new DoorId("2"), new Door(new DoorState.Open(new Opener.Unknown(), 1, false), false))
        .with(new DoorId("4"), new Door(new DoorState.Shut(), true));
  }

  private static CustodyBook custody() {
    var book = CustodyBook.empty();
    for (int i = 0; i < TITLES.size(); i++) {
      var item =
          new Item("4401%07d".formatted(1000 + i * 37), "CN-440100-GZL", TITLES.get(i), 0x10);
      book =
          book.with(
              new TagId("E0040150A1B2C3%02X".formatted(i)),
              new Custody.OnShelf(new DoorId(i < 6 ? "1" : i < 9 ? "2" : "4"), item));
    }
    var missing = new Item("44010009999", "CN-440100-GZL", "骆驼祥子", 0x10);
    return book.with(
            new TagId("E0040150FFFFFF01"),
            new Custody.Suspect(
                new DoorId("3"), Optional.of(missing), "seldom-seen", new Opener.Staff("li.wei")))
        .with(
            new TagId("E0040150FFFFFF02"),
            new Custody.Suspect(
                new DoorId("3"), Optional.empty(), "unreadable", new Opener.Unknown()));
  }

  private List<DeviceViews.DeviceView> devices() {
    var counters = new TreeMap<>(Map.of("sent", 18_232L, "received", 18_230L, "silent", 2L));
    var bad =
        new TreeMap<>(Map.of("sent", 9_120L, "received", 8_004L, "crc", 17L, "silent", 1_099L));
    var list = new ArrayList<DeviceViews.DeviceView>();
    list.add(device("locks", "lock.kerong", "/dev/shuyi-locks", "ready", "", counters));
    list.add(device("card", "card.feig", "/dev/shuyi-card", "ready", "", counters));
    list.add(device("scanner", "code.serial", "/dev/shuyi-scanner", "ready", "", counters));
    list.add(device("reader-1", "tag.feig", "127.0.0.1:4001", "ready", "", counters));
    list.add(
        device(
            "reader-2", "tag.feig", "127.0.0.1:4002", "degraded", "2 of 5 rounds weak", counters));
    list.add(
        device("reader-3", "tag.feig", "127.0.0.1:4003", "lost", "no answer within 800 ms", bad));
    list.add(device("reader-4", "tag.feig", "127.0.0.1:4004", "ready", "", counters));
    return list;
  }

  private static DeviceViews.DeviceView device(
      String name,
      String kind,
      String line,
      String health,
      String why,
      SortedMap<String, Long> counters) {
    return new DeviceViews.DeviceView(name, kind, line, health, why, BEGAN, counters);
  }

  private static final class Frames implements FrameTrace {
    @Override
    public Optional<String> text(String device) {
      return device.equals("locks") ? Optional.of("trace 1\n") : Optional.empty();
    }

    @Override
    public List<TracedFrame> frames(String device, int newest) {
      return sample(newest);
    }
  }

  private static List<FrameTrace.TracedFrame> sample(int newest) {
    var frames = new ArrayList<FrameTrace.TracedFrame>();
    for (int i = 0; i < Math.min(newest, 6); i++) {
      boolean sent = i % 2 == 0;
      frames.add(
          new FrameTrace.TracedFrame(
              BEGAN.plusMillis(1000L * i),
              sent,
              sent
                  ? "02 00 09 FF B0 01 00 4E 2C"
                  : "02 00 14 00 B0 00 01 03 ·· ·· ·· ·· ·· ·· ·· ·· A1 7C",
              sent ? "inventory" : "inventory: 1 tag"));
    }
    return frames;
  }

  /** Of whoever is in the journal. */
  static final String TOKEN = "5ed784e16a8832c2d47cc53efd32c696";

  /** A record that names them, as salvage keeps it. */
  static final String SALVAGED =
      Base64.getEncoder()
          .withoutPadding()
          .encodeToString(("visit-began " + TOKEN).getBytes(StandardCharsets.US_ASCII));

  private List<JournalTail.JournalLine> journal(int count) {
    String[] kinds = {
      "loaned",
      "door-closed",
      "door-opened",
      "unlock-meant",
      "visit-began",
      "logged-in",
      "record-salvaged"
    };
    String[] texts = {
      "barcode=44010001037 title=呐喊 due=2026-10-31",
      "door=2",
      "door=2",
      "door=2 atMost=800",
      "visit=1234 patron=" + TOKEN + " offline=no",
      "person=li.wei admitted=true",
      "epoch=0011223344556677 seq=12 hash=" + "ab".repeat(32) + " bytes=" + SALVAGED
    };
    var lines = new ArrayList<JournalTail.JournalLine>();
    for (int i = 0; i < Math.min(count, 120); i++) {
      lines.add(
          new JournalTail.JournalLine(
              4812 - i, BEGAN.minusSeconds(i * 7L), i != 5, kinds[i % 7], texts[i % 7]));
    }
    return lines;
  }
}
