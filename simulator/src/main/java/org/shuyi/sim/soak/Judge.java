package org.shuyi.sim.soak;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.CameraFact;
import org.shuyi.kiosk.kernel.ClimateFact;
import org.shuyi.kiosk.kernel.CommandFact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.EntranceFact;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.IntakeFact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.MagnetFact;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.PlaceFact;
import org.shuyi.kiosk.kernel.PowerFact;
import org.shuyi.kiosk.kernel.ReceiptFact;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.ServiceFact;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.UvFact;
import org.shuyi.kiosk.kernel.VisitFact;
import org.shuyi.kiosk.kernel.command.Commands;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.Probe;
import org.shuyi.sim.station.VirtualTown;

/**
 * Compares what the station does, claims and shows with what is, at every turn: each record with
 * the deeds behind it, each finished count with the shelf.
 */
final class Judge implements Probe {
  private static final int MOST_WAITING = 20_000;

  /**
   * A machine that wakes itself for nothing never lets time go on; a flood that waited out a stall
   * ends.
   */
  private static final int MOST_AT_ONCE = 1_500;

  /**
   * A program that is stalled, or waits for a flush of half a minute, hears of a fire so much
   * later.
   */
  private static final long LONGEST_DEAF = 45_000;

  private final VirtualTown town;
  private final Witness witness;
  private final Troubles troubles;
  private final Tally tally;
  private final Trace trace;
  private final Chronicle chronicle;
  private final ShelfJudge shelves;
  private final Suspicions suspicions;
  private final Evidence evidence;
  private final Reached reached;
  private final Privacy privacy;
  private final OutboxWatch outbox;
  private final RulesWatch rules;
  private final AppliedWatch applied;
  private final Set<String> ordered;
  private final Meter meter;
  private final FittingsJudge fittings;
  private final Optional<GateJudge> gate;
  private final PaperJudge paper;
  private final VisitorsJudge visitors;
  private final Lives lives;
  private final SortedMap<Long, PatronToken> visits = new TreeMap<>();
  private final Set<String> begun = new HashSet<>();
  private final Set<String> accepted = new TreeSet<>();
  private final Set<String> ended = new TreeSet<>();
  private final Set<TagId> settledAsGone = new TreeSet<>();
  private String service = "";
  private long commandedAt = Long.MIN_VALUE / 2;
  private long turnedAt;
  private long agreedAt;
  private long settledAt;
  private int turnsAtOnce;
  private long loans;
  private long returns;

  Judge(
      VirtualTown town,
      Witness witness,
      Troubles troubles,
      Privacy privacy,
      RulesWatch rules,
      AppliedWatch applied,
      OutboxWatch outbox,
      Set<String> ordered,
      Meter meter,
      FittingsJudge fittings,
      Optional<GateJudge> gate,
      Lives lives,
      Tally tally,
      Trace trace) {
    this.town = town;
    this.witness = witness;
    this.troubles = troubles;
    this.privacy = privacy;
    this.rules = rules;
    this.applied = applied;
    this.outbox = outbox;
    this.ordered = ordered;
    this.meter = meter;
    this.fittings = fittings;
    this.gate = gate;
    this.lives = lives;
    this.paper = new PaperJudge(town, privacy, tally);
    this.visitors = new VisitorsJudge(town, witness, rules);
    this.tally = tally;
    this.trace = trace;
    this.chronicle = new Chronicle(town::journal);
    this.shelves = new ShelfJudge(town, witness, this::read, tally);
    this.suspicions = new Suspicions(town, witness, tally);
    this.evidence = new Evidence(tally);
    this.reached = new Reached(tally);
    witness.readsJournalBy(this::read);
  }

  // What the station is told and does.

  @Override
  public void told(Event event) {
    tally.count("turns");
    long now = town.time().now();
    turnsAtOnce = now == turnedAt ? turnsAtOnce + 1 : 0;
    turnedAt = now;
    if (turnsAtOnce > MOST_AT_ONCE) {
      throw new Violation(Promise.WAITS_END, turnsAtOnce + " turns in one moment: " + event);
    }
    trace.line(town.time().now(), () -> "event  " + event);
    evidence.told(event);
    reached.told(event, town.station().kiosk());
    gate.ifPresent(one -> one.told(event, town.station().kiosk()));
  }

  @Override
  public void acts(Effect effect) {
    if (effect instanceof Effect.Unlock(DoorId door, var atMost)) {
      read();
      if (!witness.isMeant(door)) {
        throw new Violation(
            Promise.INTENT_FIRST, "door " + door + " is to open, and its intent is not durable");
      }
      troubles.boltMoves();
    }
    if (effect instanceof Effect.Admit admit) {
      read();
      gate.ifPresent(one -> one.acts(admit));
    }
    if (effect instanceof Effect.PrintReceipt receipt) {
      read();
      paper.acts(receipt, town.station().kiosk());
    }
    trace.line(town.time().now(), () -> "effect " + effect);
    reached.acts(effect);
    Privacy.acts(effect, town.station().kiosk());
  }

  @Override
  public void turned(Kiosk kiosk) {
    shelves.turned(kiosk);
    read();
    privacy.turned(kiosk, town.station().screen());
    rules.turned(kiosk);
    applied.turned(kiosk);
    isBounded(kiosk);
    fittings.turned(kiosk);
    gate.ifPresent(one -> one.turned(kiosk));
    paper.turned();
    hearsTheFire(kiosk);
    reached.turned(kiosk);
    meter.turned(kiosk);
    // One that goes on in a new life began under the rules of then.
    if (kiosk.visits().now() instanceof Visit.Inside inside
        && begun.add(inside.number() + " " + inside.patron().hex())) {
      visitors.begins(inside, kiosk.policy());
    }
    isSettled(kiosk);
  }

  @Override
  public void outOfOrder(String why) {
    tally.count("failures of the disk");
    trace.line(town.time().now(), () -> "life   out of order: " + why);
    meter.ended();
    witness.outOfOrder();
    String shown = town.station().screen().map(Screen::name).orElse("");
    if (!shown.equals("out-of-service")) {
      throw new Violation(Promise.DURABLE, "nothing can be made durable, and it shows " + shown);
    }
  }

  /** The alarm sounds, and the screen says nothing else than to leave. */
  private void hearsTheFire(Kiosk kiosk) {
    if (witness.fireHeardFor() <= LONGEST_DEAF) return;
    boolean told = kiosk.said().screen().filter(s -> s.name().equals("emergency")).isPresent();
    if (kiosk.station().emergency() != Emergency.ACTIVE || !told) {
      throw new Violation(
          Promise.AUTHORISED, "the fire alarm sounds, and the station: " + kiosk.station());
    }
  }

  /** While it lasts nothing is meant to move, nobody comes in, and nobody is charged. */
  private void notInAnEmergency(Object claim) {
    if (witness.isEmergency()) {
      throw new Violation(Promise.CREDIT, "in an emergency: " + claim);
    }
  }

  /** Everything that waits somewhere has a limit, and keeps it. */
  private void isBounded(Kiosk kiosk) {
    int waiting = town.time().waiting();
    int commands = kiosk.commands().standing().size();
    if (waiting > MOST_WAITING
        || commands > Commands.MOST
        || town.broker().waiting() > MOST_WAITING) {
      throw new Violation(
          Promise.BOUNDED,
          "%d things wait in the queues, %d commands, %s, %d messages"
              .formatted(waiting, commands, kiosk.outbox(), town.broker().waiting()));
    }
    outbox.turned(kiosk);
  }

  /**
   * Nobody is here, every door is closed and counted: books and world must agree at once, whatever
   * is broken meanwhile; and where nothing waits, the centre with them.
   */
  private void isSettled(Kiosk kiosk) {
    long last = town.journal().lastSeq();
    if (last == settledAt || !(kiosk.visits().now() instanceof Visit.Nobody)) return;
    boolean waits = kiosk.outbox().waiting() > 0;
    if (waits && last == agreedAt) return;
    if (!shelves.areCounted(kiosk)) return;
    if (last != agreedAt) {
      agreedAt = last;
      tally.count("settled moments");
      if (!kiosk.devices().online()) tally.count("settled moments off line");
      shelves.agree(kiosk);
    }
    if (waits) return;
    settledAt = last;
    var progress = town.centre().progress(VirtualTown.address());
    if (progress.size() != 1 || progress.getFirst().through() != last) return;
    tally.count("settled moments with the centre");
    if (!progress.getFirst().hash().equals(town.journal().hashAt(last).hex())
        || town.centre().books().loansApplied() != loans
        || town.centre().books().returnsApplied() != returns) {
      throw new Violation(
          Promise.ONCE_AT_THE_CENTRE,
          "%d loans and %d returns, at the centre %d and %d, the last record is %d"
              .formatted(
                  loans,
                  returns,
                  town.centre().books().loansApplied(),
                  town.centre().books().returnsApplied(),
                  last));
    }
  }

  // What the station claims.

  /** Reads the records that became durable, and judges each. */
  void read() {
    for (StampedFact stamped : chronicle.news()) {
      tally.count("records");
      trace.line(town.time().now(), () -> "record " + stamped.fact());
      reached.recorded(stamped.fact());
      learn(stamped);
    }
  }

  private void learn(StampedFact stamped) {
    gate.ifPresent(one -> one.recorded(stamped.fact()));
    switch (stamped.fact()) {
      case VisitFact visit -> learn(visit);
      case ShelfFact shelf -> learn(shelf, stamped.now().ticks());
      case CommandFact command -> learn(command);
      case ServiceFact staff -> learn(staff);
      case IntakeFact slot ->
          throw new Violation(Promise.CREDIT, "no town has a return slot: " + slot);
      case EntranceFact _ when gate.isPresent() -> {}
      case EntranceFact _, PlaceFact _ ->
          throw new Violation(Promise.CREDIT, "no town has what says this: " + stamped.fact());
      case CameraFact picture -> fittings.recorded(picture);
      case ClimateFact _, UvFact _, MagnetFact _ -> {}
      case StationFact.AlarmBegan began -> fittings.recorded(began);
      case StationFact.AlarmEnded _ -> {}
      case StationFact.Started started -> {
        witness.startedAnew();
        lives.begins(town.time().now());
        reached.startedAnew();
        shelves.startedAnew();
      }
      case StationFact.JournalBegan _, StationFact.DeviceBecame _, StationFact.LinkBecame _ -> {}
      case StationFact.PolicyAdopted _, StationFact.ServiceChanged _ -> {}
      case StationFact.DoorBarred _, StationFact.RecordWasRefused _ -> {}
      case StationFact.TamperBegan(String attendant) -> {
        tally.count("panel openings told");
        if (!witness.panelWasOpen() || !(attendant.isEmpty() || attendant.equals(service))) {
          throw new Violation(Promise.CREDIT, "panel opened for no reason: " + stamped.fact());
        }
      }
      case StationFact.TamperEnded _ -> {}
      case StationFact.FireBegan _ -> {
        tally.count("fires told");
        if (!witness.wasFire()) throw new Violation(Promise.CREDIT, "a fire for no reason");
        witness.emergencyBegan();
      }
      case StationFact.FireEnded _ -> {}
      case StationFact.EmergencyEnded ended -> {
        tally.count("emergencies ended");
        if (!witness.isEmergency() || witness.fireHeardFor() > LONGEST_DEAF) {
          throw new Violation(Promise.AUTHORISED, "ended while the alarm sounds: " + ended);
        }
        witness.emergencyEnded();
      }
      case StationFact.OutboxFilled filled -> outbox.recorded(filled);
      case StationFact.OutboxDrained _ -> {}
      case StationFact.RecordSalvaged _, StationFact.RecordsLost _ -> {}
      case ReceiptFact receipt -> fittings.recorded(receipt);
      case PowerFact power -> fittings.recorded(power);
    }
  }

  private void learn(VisitFact visit) {
    switch (visit) {
      case VisitFact.VisitBegan(long number, PatronToken patron, boolean offline) -> {
        notInAnEmergency(visit);
        tally.count(offline ? "visits off line" : "visits on line");
        if (visits.put(number, patron) != null) {
          throw new Violation(Promise.AUTHORISED, "visit " + number + " begins twice");
        }
      }
      case VisitFact.VisitRefused(PatronToken patron, String why) -> {
        tally.count("visits refused");
        visitors.refused(patron, why);
      }
      case VisitFact.VisitEnded ended -> tally.count("visits ended");
    }
  }

  private void learn(ShelfFact shelf, long ticks) {
    evidence.recorded(shelf);
    privacy.recorded(shelf);
    switch (shelf) {
      case ShelfFact.UnlockMeant(DoorId door, Opener opener) -> meant(door, opener);
      case ShelfFact.Loaned loan -> {
        notInAnEmergency(loan);
        loans++;
        settledAsGone.remove(loan.tag());
        tally.count("loans");
        explain(
            loan.tag(), loan.door(), true, new Opener.Visitor(loan.patron(), loan.visit()), shelf);
      }
      case ShelfFact.Returned back -> {
        returns++;
        tally.count("returns");
        explain(
            back.tag(), back.door(), false, new Opener.Visitor(back.patron(), back.visit()), shelf);
      }
      case ShelfFact.Removed(TagId tag, var item, DoorId door, Opener opener) ->
          explain(tag, door, true, opener, shelf);
      case ShelfFact.Stocked(TagId tag, var item, DoorId door, Opener opener) ->
          explain(tag, door, false, opener, shelf);
      case ShelfFact.Found(TagId tag, var item, DoorId door) -> {
        int number = Witness.number(door);
        if (witness.touched(tag, number, false)
            && !witness.explainsOutOfSight(tag, number, false)) {
          explain(tag, door, false, new Opener.Unknown(), shelf);
        }
      }
      case ShelfFact.Moved moved -> {
        tally.count("moves");
        if (!witness.explainsMove(moved.tag(), Witness.number(moved.to()))) {
          throw new Violation(Promise.CREDIT, moved + ": " + witness.story(moved.tag()));
        }
      }
      case ShelfFact.BecameSuspect suspect -> {
        tally.count("suspects");
        if (!isReasonable(suspect)) {
          throw new Violation(
              Promise.CREDIT, suspect + " for no reason: " + witness.story(suspect.tag()));
        }
        suspicions.begins(suspect, ticks);
        settledAsGone.remove(suspect.tag());
      }
      case ShelfFact.SuspicionEnded ended -> {
        suspicions.ends(ended, shelves.isThere(ended.tag()), ticks);
        if (ended.how().startsWith("settled as gone")) settledAsGone.add(ended.tag());
      }
      case ShelfFact.DoorForced(DoorId door) -> {
        tally.count("doors forced");
        int number = Witness.number(door);
        if (!witness.forced(number, troubles.disturbed("locks"))) {
          throw new Violation(Promise.CREDIT, "door " + door + " counts as forced for no reason");
        }
      }
      case ShelfFact.DoorAjar ajar -> tally.count("doors ajar");
      case ShelfFact.CompartmentSuspect suspect -> tally.count("suspect compartments");
      case ShelfFact.CompartmentCleared cleared -> {}
      case ShelfFact.WrongDoorOpened wrong -> tally.count("wrong doors suspected");
      case ShelfFact.DoorLeftOpen left -> tally.count("doors left open");
      case ShelfFact.LeftUncounted uncounted -> tally.count("shelves left uncounted");
      case ShelfFact.DoorOpened _,
          ShelfFact.DoorClosed _,
          ShelfFact.MarkFailed _,
          ShelfFact.MarkRepaired _ -> {}
    }
  }

  private void explain(TagId tag, DoorId door, boolean taken, Opener opener, ShelfFact fact) {
    if (witness.explains(tag, Witness.number(door), taken, opener)) return;
    throw new Violation(
        Promise.CREDIT, "%s, but the world saw: %s".formatted(fact, witness.story(tag)));
  }

  /** A tag is suspect only where the world itself, or a sick reader, leaves no other way. */
  private boolean isReasonable(ShelfFact.BecameSuspect suspect) {
    int door = Witness.number(suspect.door());
    boolean sick = troubles.disturbed(town.reader(door));
    return switch (suspect.why()) {
      case "missing" ->
          witness.explains(suspect.tag(), door, true, new Opener.Unknown())
              || witness.explainsOutOfSight(suspect.tag(), door, true)
              || witness.explainsCarriedOff(suspect.tag())
              || suspicions.isOpen(suspect.tag())
              || sick;
      case "foreign", "unreadable" -> Cast.isStrange(suspect.tag()) || isGhost(suspect) || sick;
      default -> isGhost(suspect) || sick;
    };
  }

  private boolean isGhost(ShelfFact.BecameSuspect suspect) {
    return troubles.isGhost(suspect.tag());
  }

  private void meant(DoorId door, Opener opener) {
    notInAnEmergency(opener);
    boolean valid =
        switch (opener) {
          case Opener.Visitor(PatronToken patron, long visit) -> patron.equals(visits.get(visit));
          case Opener.Staff(String person) -> person.equals(service);
          case Opener.Remote(String person, String command) ->
              accepted.contains(command) && !ended.contains(command);
          case Opener.Unknown unknown -> false;
        };
    if (!valid) throw new Violation(Promise.AUTHORISED, "door " + door + " is meant for " + opener);
    witness.meant(door, opener);
  }

  private void learn(CommandFact command) {
    switch (command) {
      case CommandFact.CommandAccepted one -> {
        tally.count("commands accepted");
        commandedAt = town.time().now();
        if (!ordered.contains(one.command()) || !accepted.add(one.command())) {
          throw new Violation(Promise.AUTHORISED, "accepted twice, or never ordered: " + one);
        }
      }
      case CommandFact.CommandEnded one -> {
        tally.count("commands " + one.outcome());
        if (!ended.add(one.command())) {
          throw new Violation(Promise.AUTHORISED, "ended twice: " + one);
        }
      }
      case CommandFact.NumberUsed _ -> {}
      case CommandFact.CommandsRefused(String reason, long count) ->
          tally.count("commands refused at the gate", count);
    }
  }

  private void learn(ServiceFact staff) {
    switch (staff) {
      case ServiceFact.ServiceBegan(String person, String reason) -> service = person;
      case ServiceFact.ServiceEnded ended -> service = "";
      case ServiceFact.LoggedIn _, ServiceFact.Acted _ -> {}
      case ServiceFact.PolarityProven _, ServiceFact.ProofFailed _ -> {}
    }
    witness.serviceIs(service.isEmpty() ? null : service);
  }

  ShelfJudge shelves() {
    return shelves;
  }

  Suspicions suspicions() {
    return suspicions;
  }

  long loans() {
    return loans;
  }

  long returns() {
    return returns;
  }

  /** Whether the last word on a tag is a person's, who looked and did not find it. */
  boolean isSettledAsGone(TagId tag) {
    return settledAsGone.contains(tag);
  }

  /** When a command of the centre was last accepted. */
  long commandedAt() {
    return commandedAt;
  }

  Set<String> openCommands() {
    return accepted.stream()
        .filter(command -> !ended.contains(command))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
