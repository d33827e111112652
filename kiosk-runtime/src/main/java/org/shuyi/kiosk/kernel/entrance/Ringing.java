package org.shuyi.kiosk.kernel.entrance;

import static org.shuyi.kiosk.kernel.EntranceContact.GATE;
import static org.shuyi.kiosk.kernel.EntranceContact.GATE_IN;
import static org.shuyi.kiosk.kernel.EntranceContact.GATE_OUT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.EntranceFact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Station;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.entrance.Gate.Lent;
import org.shuyi.kiosk.kernel.entrance.Gate.Rang;
import org.shuyi.kiosk.kernel.mark.Marking;

/**
 * The exit gate rings. Before anybody is accused the station looks at what it has lent in the last
 * minutes: where the marks of one of those are in doubt, it is our mistake, a work item for staff,
 * and the screen apologises. Otherwise it is an alarm.
 */
public final class Ringing {
  /** From the shelf to the gate, with a look at the newspapers. */
  private static final Duration RECENT = Duration.ofMinutes(5);

  /** Somebody who stands in the gate is one alarm. */
  private static final Duration SAME = Duration.ofSeconds(10);

  /** Whoever leaves the shelf's door open is through the gate before the loan is counted. */
  private static final Duration BEFORE_THE_LOAN = Duration.ofMinutes(1);

  /** A person who passed the counter so long before passes the gate. */
  private static final Duration PASSING = Duration.ofSeconds(3);

  /** An alarm is told so long. */
  private static final Duration STANDS = Duration.ofMinutes(5);

  private static final Duration SORRY = Duration.ofSeconds(20);
  private static final Duration STUCK = Duration.ofMinutes(1);

  private Ringing() {}

  static boolean isGate(EntranceContact contact) {
    return contact == GATE || contact == GATE_IN || contact == GATE_OUT;
  }

  static void changed(EntranceContact contact, boolean active, Draft draft) {
    Contacts before = contacts(draft);
    if (active == before.isActive(contact) && !before.failed().containsKey(contact)) return;
    if (active) {
      if (before.isActive(contact)) return;
      if (Believing.isStillCut(contact, draft)) {
        Believing.isStillOpen(contact, draft);
        return;
      }
      Believing.well(contact, draft);
      contacts(contacts(draft).activeSince(contact, draft.ticks()), draft);
      rang(way(contact, draft.kiosk(), draft.ticks()), draft);
    } else {
      contacts(contacts(draft).calm(contact), draft);
      Believing.well(contact, draft);
    }
  }

  static void unseen(EntranceContact contact, Draft draft) {
    contacts(contacts(draft).calm(contact), draft);
    Believing.fail(contact, Believing.UNSEEN, draft);
  }

  /** An item leaves with a visitor; told before its marks are forgotten. */
  public static void lent(TagId tag, DoorId door, Draft draft) {
    // For what the centre keeps back the gate shall ring.
    if (!Marking.mayLeave(tag, draft)) return;
    var lent = new Lent(tag, door, draft.ticks());
    become(now(draft).lending(lent, draft.ticks() - RECENT.toMillis()), draft);
    Optional<Rang> rang = now(draft).rang();
    boolean justNow =
        rang.isPresent()
            && !rang.get().ours()
            && draft.ticks() - rang.get().at() < BEFORE_THE_LOAN.toMillis();
    if (justNow && Marking.isDoubtful(tag, draft)) ours(List.of(lent), rang.get().way(), draft);
  }

  static void timePassed(Draft draft) {
    contacts(draft)
        .active()
        .forEach(
            (contact, since) -> {
              boolean tooLong = draft.ticks() >= since + STUCK.toMillis();
              if (isGate(contact) && tooLong) Believing.fail(contact, Believing.STUCK, draft);
            });
    Gate now = now(draft);
    if (now.sorryUntil() > 0 && draft.ticks() >= now.sorryUntil()) become(now.sorry(0), draft);
    boolean over =
        now.rang().filter(rang -> draft.ticks() >= rang.at() + STANDS.toMillis()).isPresent();
    if (over) become(now(draft).rangNow(Optional.empty()), draft);
    long since = draft.ticks() - RECENT.toMillis();
    List<Lent> recent = now.lent().stream().filter(one -> one.at() > since).toList();
    if (recent.size() < now.lent().size()) become(now(draft).lentOnly(recent), draft);
  }

  static long wakeAt(Kiosk kiosk) {
    Gate now = kiosk.fittings().entrance().gate();
    Contacts contacts = kiosk.devices().contacts();
    return LongStream.of(
            now.sorryUntil() > 0 ? now.sorryUntil() : Long.MAX_VALUE,
            now.rang().map(rang -> rang.at() + STANDS.toMillis()).orElse(Long.MAX_VALUE),
            now.lent().stream()
                .mapToLong(one -> one.at() + RECENT.toMillis())
                .min()
                .orElse(Long.MAX_VALUE),
            contacts.active().entrySet().stream()
                .filter(e -> isGate(e.getKey()) && !contacts.failed().containsKey(e.getKey()))
                .mapToLong(e -> e.getValue() + STUCK.toMillis())
                .min()
                .orElse(Long.MAX_VALUE))
        .min()
        .getAsLong();
  }

  /** Whether the screen has to say sorry. */
  public static boolean apologises(Kiosk kiosk) {
    return kiosk.fittings().entrance().gate().sorryUntil() > 0;
  }

  static Stream<String> troubles(Kiosk kiosk) {
    Stream<String> failed =
        kiosk.devices().contacts().failed().entrySet().stream()
            .filter(entry -> isGate(entry.getKey()))
            .map(
                entry ->
                    "the exit gate's " + entry.getKey().word() + " contact is " + entry.getValue());
    Stream<String> alarm =
        kiosk.fittings().entrance().gate().rang().stream()
            .filter(rang -> !rang.ours())
            .map(rang -> "the exit gate rang, way " + rang.way());
    return Stream.concat(failed, alarm);
  }

  private static void rang(String way, Draft draft) {
    Optional<Rang> before = now(draft).rang();
    boolean same =
        before.isPresent()
            && (isFromBefore(before.get(), draft)
                || (before.get().way().equals(way)
                    && draft.ticks() - before.get().at() < SAME.toMillis()));
    if (same) {
      var goesOn = new Rang(way, draft.ticks(), before.get().ours());
      become(now(draft).rangNow(Optional.of(goesOn)), draft);
      return;
    }
    long since = draft.ticks() - RECENT.toMillis();
    List<Lent> doubtful =
        now(draft).lent().stream()
            .filter(one -> one.at() > since && Marking.isDoubtful(one.tag(), draft))
            .toList();
    if (doubtful.isEmpty()) alarm(way, draft);
    else ours(doubtful, way, draft);
  }

  /** What is open from the start on was open before it, if it rang then. */
  private static boolean isFromBefore(Rang rang, Draft draft) {
    long start = draft.kiosk().devices().since();
    return rang.at() < start && draft.ticks() - start < SAME.toMillis();
  }

  private static void alarm(String way, Draft draft) {
    String attendant = draft.kiosk().station().service().map(Station.Service::person).orElse("");
    draft.record(new EntranceFact.GateRang(way, attendant));
    draft.want(new Effect.TellAtOnce());
    // Under the eyes of staff it is a record and no alarm.
    var rang = new Rang(way, draft.ticks(), !attendant.isEmpty());
    become(now(draft).rangNow(Optional.of(rang)), draft);
  }

  /** Nobody knows for which of them it rang, and all of them want repair. */
  private static void ours(List<Lent> doubtful, String way, Draft draft) {
    for (Lent one : doubtful) {
      draft.record(new EntranceFact.GateRangForLoan(one.tag(), one.door(), way));
      Marking.rang(one.tag(), one.door(), draft);
    }
    become(
        now(draft)
            .rangNow(Optional.of(new Rang(way, draft.ticks(), true)))
            .sorry(draft.ticks() + SORRY.toMillis()),
        draft);
  }

  /** By the contact, or where it has one only, by whoever passed the counter just before. */
  private static String way(EntranceContact contact, Kiosk kiosk, long ticks) {
    if (contact == GATE_IN) return "in";
    if (contact == GATE_OUT) return "out";
    Occupancy counted = kiosk.fittings().entrance().occupancy();
    boolean passing = counted.inRow() != 0 && ticks - counted.lastAt() < PASSING.toMillis();
    return passing ? counted.inRow() > 0 ? "in" : "out" : "unknown";
  }

  private static Contacts contacts(Draft draft) {
    return draft.kiosk().devices().contacts();
  }

  private static void contacts(Contacts next, Draft draft) {
    draft.devices(draft.kiosk().devices().seeing(next));
  }

  private static Gate now(Draft draft) {
    return draft.kiosk().fittings().entrance().gate();
  }

  private static void become(Gate next, Draft draft) {
    if (next.equals(now(draft))) return;
    Entrance entrance = draft.kiosk().fittings().entrance();
    draft.fittings(draft.kiosk().fittings().with(entrance.with(next)));
  }
}
