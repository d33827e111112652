package org.shuyi.sim.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.CommandFact;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.VisitFact;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.soak.RulesWatch;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.torture.Desk.Signed;

/**
 * The rules were never looser than signed: each record is held against the rules in force when it
 * was written, word for word as the centre had signed them, and against the centre's word on the
 * patron.
 */
final class RulesKept {
  private static final long SLACK = 250;

  /** From the centre's word to the turn that heard it: as long as the station is patient. */
  private static final long ANSWER = 5_000;

  /** Before the centre has said anything nobody may borrow, and nobody commands. */
  private static final Rules UNTOLD =
      new Rules(0, 30, Duration.ofMinutes(5), 0, false, new TreeSet<>(), new TreeMap<>(), false);

  /** A visit without the centre, and what it has taken so far. */
  private record Offline(int allowance, TreeSet<TagId> taken) {}

  private final SortedMap<Long, Signed> signed;
  private final List<Desk.Word> words;
  private final Eyewitness eyes;
  private final Map<Long, Offline> offline = new HashMap<>();
  private final List<String> broken = new ArrayList<>();
  private Rules inForce = UNTOLD;

  private RulesKept(SortedMap<Long, Signed> signed, List<Desk.Word> words, Eyewitness eyes) {
    this.signed = signed;
    this.words = words;
    this.eyes = eyes;
  }

  /**
   * @param now the rules in force at the end, when all that was signed has arrived
   * @return which rule was broken by which record, in words; none where all is well
   */
  static List<String> judge(
      List<StampedFact> facts,
      Policy now,
      SortedMap<Long, Signed> signed,
      List<Desk.Word> words,
      Eyewitness eyes) {
    var kept = new RulesKept(signed, words, eyes);
    facts.forEach(kept::record);
    kept.atTheEnd(now);
    return kept.broken;
  }

  private void atTheEnd(Policy now) {
    if (now.version() != inForce.version()) {
      broken("rules %d were adopted, in force is %s".formatted(inForce.version(), now));
    }
    Rules newest = Objects.requireNonNull(signed.get(signed.lastKey())).rules();
    if (now.version() != newest.version() || !RulesWatch.isSame(now, newest)) {
      broken("in force is %s, signed was %s".formatted(now, newest));
    }
  }

  private void record(StampedFact stamped) {
    switch (stamped.fact()) {
      case StationFact.PolicyAdopted(long version) -> adopted(version, stamped);
      case VisitFact.VisitBegan began -> letIn(began, stamped);
      case VisitFact.VisitEnded ended -> offline.remove(ended.visit());
      case ShelfFact.Loaned loan -> lent(loan, stamped);
      case ShelfFact.Returned back -> back(back.visit(), back.tag());
      case ShelfFact.BecameSuspect(TagId tag, var door, var why, Opener.Visitor visitor) ->
          back(visitor.visit(), tag);
      case CommandFact.CommandAccepted command -> obeyed(command, stamped);
      default -> {}
    }
  }

  private void adopted(long version, StampedFact stamped) {
    Signed rules = signed.get(version);
    if (rules == null || rules.wall() > wall(stamped) + SLACK) {
      broken("rules that nobody had signed: " + stamped);
      return;
    }
    if (version <= inForce.version()) broken("older than " + inForce.version() + ": " + stamped);
    inForce = rules.rules();
  }

  private void letIn(VisitFact.VisitBegan visit, StampedFact stamped) {
    String token = visit.patron().hex();
    long wall = wall(stamped);
    if (inForce.blocked().contains(token)) {
      broken("let in under rules %d, which block them: %s".formatted(inForce.version(), stamped));
    }
    if (visit.offline()) {
      offline.put(visit.visit(), new Offline(inForce.offlineItems(), new TreeSet<>()));
      if (!inForce.strangers() && !isWelcome(token, 0, wall)) {
        broken("let in off line, and the centre has never welcomed them: " + stamped);
      }
      return;
    }
    long oldest = wall - inForce.freshFor().toMillis() - ANSWER;
    if (!isWelcome(token, oldest - eyes.frozen(oldest, wall), wall)) {
      broken("let in on a word older than %s: %s".formatted(inForce.freshFor(), stamped));
    }
  }

  private boolean isWelcome(String token, long from, long through) {
    return words.stream()
        .anyMatch(
            word ->
                word.welcome()
                    && word.isAbout(token)
                    && word.wall() >= from
                    && word.wall() <= through + SLACK);
  }

  /** What was taken and put back again in one visit is not held against it. */
  private void lent(ShelfFact.Loaned loan, StampedFact stamped) {
    if (loan.days() != inForce.loanDays()) {
      broken("rules say %d days: %s".formatted(inForce.loanDays(), stamped));
    }
    Offline visit = offline.get(loan.visit());
    if (visit == null) return;
    if (visit.taken().size() >= visit.allowance() && !loan.objections().contains("over-limit")) {
      broken(
          "off line a visit may take %d, and nothing objects to this: %s"
              .formatted(visit.allowance(), stamped));
    }
    visit.taken().add(loan.tag());
  }

  private void back(long visit, TagId tag) {
    Offline taking = offline.get(visit);
    if (taking != null) taking.taken().remove(tag);
  }

  private void obeyed(CommandFact.CommandAccepted command, StampedFact stamped) {
    Rules.StaffKey key = inForce.keys().get(command.key());
    if (key == null || !key.person().equals(command.person())) {
      broken("no such person in rules %d: %s".formatted(inForce.version(), stamped));
    }
  }

  private static long wall(StampedFact stamped) {
    return stamped.now().wall().toEpochMilli();
  }

  private void broken(String words) {
    broken.add(Promise.RULES + ": " + words);
  }
}
