package org.shuyi.sim.torture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.VisitFact;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.torture.Looks.Glance;

/**
 * Nothing of one patron reaches the next, as people saw it: what a screen told of items is recorded
 * of the visit of then; a receipt goes when its time is over or somebody else comes; the screen
 * speaks the language of whoever is there; and who is let in, turned away or asked for is somebody
 * whose card was held up.
 */
final class Privacy {
  /** The station and the eyewitness read the same clock; what lies between is a thread's turn. */
  private static final long SLACK = 250;

  /** From a turn's beginning over a slow flush to its screen. */
  private static final long TURN = 3_000;

  /** A card's answer may come late, and the centre is asked. */
  private static final long TAP = 8_000;

  /** A question waits in a slow line, and is void then; its frames are on the way all the same. */
  private static final long ASK = 30_000;

  /** Screens on which nobody is. */
  private static final Set<String> NOBODYS =
      Set.of("attract", "asking", "turned-away", "out-of-service", "service", "starting");

  private record Visit(long number, long began, Map<String, Long> recorded, List<Long> ended) {}

  private final List<StampedFact> facts;
  private final Eyewitness eyes;
  private final Plan plan;
  private final TreeMap<Long, Visit> visits = new TreeMap<>();
  private final List<Long> refusals = new ArrayList<>();
  private final TreeSet<Long> ends = new TreeSet<>();
  private final TreeSet<String> broken = new TreeSet<>();

  private Privacy(List<StampedFact> facts, Eyewitness eyes, Plan plan) {
    this.facts = facts;
    this.eyes = eyes;
    this.plan = plan;
  }

  /**
   * @param words of the centre on those about whom it was asked
   * @param inClear what may stand in no record
   * @return what went to the wrong eyes, in words; none where all is well
   */
  static List<String> judge(
      List<StampedFact> facts,
      Eyewitness eyes,
      Looks looks,
      List<Desk.Word> words,
      InClear inClear,
      Plan plan) {
    var privacy = new Privacy(facts, eyes, plan);
    privacy.read();
    privacy.screens(looks.glances());
    privacy.comers();
    privacy.asked(words);
    looks.leaks().forEach(privacy::broken);
    for (StampedFact stamped : facts) {
      inClear
          .number(stamped.fact().toString())
          .ifPresent(number -> privacy.broken("a card's number is in the journal: " + stamped));
    }
    return List.copyOf(privacy.broken);
  }

  private void read() {
    for (StampedFact stamped : facts) {
      long wall = wall(stamped);
      switch (stamped.fact()) {
        case VisitFact.VisitBegan(long number, var patron, var offline) ->
            visits.put(number, new Visit(number, wall, new HashMap<>(), new ArrayList<>()));
        case VisitFact.VisitRefused _ -> refusals.add(wall);
        case VisitFact.VisitEnded(long number, String how, int loans, int returns) -> {
          // What was on the screen stands there for a while, unless the end was another.
          boolean tells = how.equals("finished") || how.equals("timed-out");
          long until = wall + (tells ? plan.receiptFor().toMillis() : 0);
          Optional.ofNullable(visits.get(number)).ifPresent(visit -> visit.ended().add(until));
          ends.add(wall);
        }
        case ShelfFact.Loaned one -> recorded(one.visit(), "loaned " + title(one.item()), wall);
        case ShelfFact.Returned one -> recorded(one.visit(), "returned " + title(one.item()), wall);
        case ShelfFact.BecameSuspect(var tag, var door, var why, Opener.Visitor visitor) ->
            recorded(visitor.visit(), "unclear", wall);
        default -> {}
      }
    }
  }

  private void recorded(long visit, String line, long wall) {
    var known = visits.get(visit);
    if (known == null) broken("something is recorded of visit " + visit + ", which never began");
    else known.recorded().putIfAbsent(line, wall);
  }

  /** Each start's screens by their number, whoever looked first. */
  private void screens(List<Glance> seen) {
    var starts = new TreeMap<Long, List<Glance>>();
    var beginnings = new HashMap<String, Long>();
    for (Glance glance : seen) {
      long first = beginnings.computeIfAbsent(glance.start(), s -> glance.firstAnswered());
      starts.computeIfAbsent(first, at -> new ArrayList<>()).add(glance);
    }
    long nobody = 0;
    for (List<Glance> screens : starts.values()) {
      screens.sort(Comparator.comparingLong(Glance::number).thenComparing(Glance::aliveSince));
      for (Glance screen : screens) {
        lines(screen, nobody);
        language(screen, nobody);
        boolean settled = screen.outlives(0, TURN);
        if (NOBODYS.contains(screen.name()) && settled) nobody = screen.lastAsked() - TURN;
      }
    }
  }

  /**
   * @param nobody when the screen was nobody's for the last time before
   */
  private void lines(Glance screen, long nobody) {
    if (screen.lines().isEmpty()) return;
    var whose =
        visits.values().stream()
            .filter(visit -> visit.began() >= nobody - SLACK && hasAll(visit, screen))
            .max(Comparator.comparingLong(Visit::number));
    if (whose.isEmpty()) {
      broken("no visit of then has what stood on the screen: " + screen);
      return;
    }
    Visit visit = whose.get();
    long next =
        visits.tailMap(visit.number(), false).values().stream()
            .mapToLong(Visit::began)
            .min()
            .orElse(Long.MAX_VALUE);
    long refused =
        refusals.stream().mapToLong(at -> at).filter(at -> at > visit.began()).min().orElse(next);
    long ended = visit.ended().stream().mapToLong(at -> at).max().orElse(Long.MAX_VALUE);
    long over = Math.min(Math.min(next, refused), ended);
    if (over != Long.MAX_VALUE && screen.outlives(over, TURN)) {
      broken(
          "what visit %d did stood on the screen until %d, and its time was over at %d: %s"
              .formatted(visit.number(), screen.lastAsked(), over, screen));
    }
  }

  private static boolean hasAll(Visit visit, Glance screen) {
    return screen.lines().stream()
        .map(line -> line.kind().equals("unclear") ? "unclear" : line.kind() + " " + line.title())
        .map(line -> visit.recorded().get(line))
        .allMatch(at -> at != null && at <= screen.firstAnswered() + SLACK);
  }

  /** Another language than the station's is spoken only where somebody has asked for it since. */
  private void language(Glance screen, long nobody) {
    if (screen.language().equals(plan.languages().getFirst())) return;
    long began =
        visits.values().stream()
            .mapToLong(Visit::began)
            .filter(at -> screen.outlives(at, TURN))
            .max()
            .orElse(0);
    Long ended = ends.floor(screen.firstAnswered() + SLACK);
    long since =
        NOBODYS.contains(screen.name())
            ? Math.max(
                ended == null ? 0 : ended, screen.firstAnswered() - plan.idle().toMillis() - TURN)
            : Math.max(nobody, began);
    boolean wished =
        eyes.spoken().stream()
            .anyMatch(at -> at >= since - SLACK && at <= screen.firstAnswered() + SLACK);
    if (!wished) {
      broken("the screen speaks a language that nobody chose since " + since + ": " + screen);
    }
  }

  private void comers() {
    var patrons = new TreeMap<Long, PatronToken>();
    for (StampedFact stamped : facts) {
      switch (stamped.fact()) {
        case VisitFact.VisitBegan(long number, PatronToken patron, var offline) -> {
          patrons.put(number, patron);
          came(patron, stamped);
        }
        case VisitFact.VisitRefused(PatronToken patron, var why) -> came(patron, stamped);
        case ShelfFact.Loaned one -> same(patrons.get(one.visit()), one.patron(), stamped);
        case ShelfFact.Returned one -> same(patrons.get(one.visit()), one.patron(), stamped);
        default -> {}
      }
    }
  }

  private void came(PatronToken patron, StampedFact stamped) {
    long wall = wall(stamped);
    long from = wall - TAP - eyes.frozen(wall - ASK, wall);
    if (!eyes.held(patron.hex(), from, wall + SLACK)) {
      broken("nobody held up the card of whom this is about: " + stamped);
    }
  }

  private void same(@Nullable PatronToken visitor, PatronToken patron, StampedFact stamped) {
    if (!Objects.equals(visitor, patron)) broken("of another patron than the visit: " + stamped);
  }

  private void asked(List<Desk.Word> words) {
    for (Desk.Word word : words) {
      if (!eyes.held(word.patron(), word.wall() - ASK, word.wall() + SLACK)) {
        broken("the centre was asked about somebody who was not there: " + word);
      }
    }
  }

  private static String title(Item item) {
    return item.title().isEmpty() ? item.barcode() : item.title();
  }

  private static long wall(StampedFact stamped) {
    return stamped.now().wall().toEpochMilli();
  }

  private void broken(String words) {
    broken.add(Promise.PRIVACY + ": " + words);
  }
}
