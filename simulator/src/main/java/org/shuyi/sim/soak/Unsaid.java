package org.shuyi.sim.soak;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.EntranceFact;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.VirtualTown;

/**
 * What the contacts at the entrance told the station, and what it owes for that: each ringing of
 * the gate a record, and each person who came in without having been let in.
 *
 * <p>It owes nothing for what its kernel may leave out: somebody who stands in the gate is one
 * alarm, what rang before the program started was told then, a contact in doubt proves nothing, and
 * under the eyes of staff nobody slips in. Where a person may have been let in, they were.
 */
final class Unsaid {
  /** A program that waits for its disk tells so much later. */
  private static final long LONGEST_UNSAID = 45_000;

  /** Ringing again within ten seconds is the same; so is what rings just after a start. */
  private static final long SAME = 12_000;

  /** So long after their card somebody may walk in: the latch's 5 s, 5 s to walk, and some more. */
  private static final long EXPECTED = 12_000;

  /** A contact that is open for longer is in doubt after a minute. */
  private static final long NEARLY_STUCK = 55_000;

  private final VirtualTown town;
  private final Tally tally;
  private final Map<EntranceContact, Long> openSince = new EnumMap<>(EntranceContact.class);
  private final Map<EntranceContact, Long> rangAt = new EnumMap<>(EntranceContact.class);
  private final Map<EntranceContact, Long> owedRings = new EnumMap<>(EntranceContact.class);
  private final ArrayDeque<Long> expectedUntil = new ArrayDeque<>();
  private Optional<Long> owedTailgater = Optional.empty();
  private long startedAt;

  Unsaid(VirtualTown town, Tally tally) {
    this.town = town;
    this.tally = tally;
  }

  /**
   * @param before how the station was when it was told
   */
  void told(Event event, Kiosk before) {
    if (!(event instanceof EntranceEvent entrance)) return;
    switch (entrance) {
      case EntranceEvent.ContactUnseen(EntranceContact contact) -> openSince.remove(contact);
      case EntranceEvent.ContactChanged(EntranceContact contact, boolean open) -> {
        Long since = open ? openSince.putIfAbsent(contact, now()) : openSince.remove(contact);
        if (isDoubted(contact, before)) return;
        switch (contact) {
          case GATE_IN, GATE_OUT -> {
            if (open && since == null) rings(contact);
          }
          case IN -> {
            boolean passed = !open && since != null && now() - since < NEARLY_STUCK;
            if (passed && before.station().service().isEmpty()) walksIn();
          }
          case OUT, GATE, EXIT_BUTTON, EXIT_FREED -> {}
        }
      }
      case EntranceEvent.CardHeld _, EntranceEvent.CardUseless _, EntranceEvent.Opened _ -> {}
    }
  }

  private static boolean isDoubted(EntranceContact contact, Kiosk kiosk) {
    return kiosk.fittings().entrance().doubted().containsKey(contact.word())
        || kiosk.devices().contacts().failed().containsKey(contact);
  }

  private void rings(EntranceContact gate) {
    Long before = rangAt.put(gate, now());
    boolean goesOn = before != null && now() - before < SAME;
    if (goesOn || now() - startedAt < SAME) return;
    tally.count("ringings to be told");
    owedRings.putIfAbsent(gate, now());
  }

  private void walksIn() {
    while (!expectedUntil.isEmpty() && expectedUntil.getFirst() < now()) {
      expectedUntil.removeFirst();
    }
    if (expectedUntil.pollFirst() != null) return;
    tally.count("tailgaters to be told");
    if (owedTailgater.isEmpty()) owedTailgater = Optional.of(now());
  }

  /** A record has become durable. */
  void recorded(EntranceFact fact) {
    switch (fact) {
      case EntranceFact.Admitted _ -> expectedUntil.addLast(now() + EXPECTED);
      case EntranceFact.Tailgated _ -> owedTailgater = Optional.empty();
      case EntranceFact.GateRang(String way, var attendant) -> said(way);
      case EntranceFact.GateRangForLoan(var tag, var door, String way) -> said(way);
      case EntranceFact.PeopleCounted _, EntranceFact.RoomReset _ -> {}
      case EntranceFact.CounterFailed _, EntranceFact.CounterWell _ -> {}
      case EntranceFact.NotAdmitted _, EntranceFact.EntranceFailed _ -> {}
      case EntranceFact.ExitNotFree _, EntranceFact.ExitFreed _, EntranceFact.ExitCleared _ -> {}
    }
  }

  private void said(String way) {
    owedRings.keySet().removeIf(gate -> gate.word().equals("gate-" + way));
  }

  /** What the last life heard of and did not make durable is lost with it. */
  void startedAnew() {
    startedAt = now();
    openSince.clear();
    owedRings.clear();
    owedTailgater = Optional.empty();
  }

  void turned() {
    owedRings.forEach((gate, since) -> within(since, "the gate rings, " + gate.word()));
    owedTailgater.ifPresent(since -> within(since, "somebody slips in"));
  }

  private void within(long since, String what) {
    if (now() - since <= LONGEST_UNSAID) return;
    throw new Violation(
        Promise.EVIDENCE, "%s, and nobody is told of it for %d ms".formatted(what, now() - since));
  }

  private long now() {
    return town.time().now();
  }
}
