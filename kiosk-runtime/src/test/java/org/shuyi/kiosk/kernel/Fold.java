package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.command.Commands;
import org.shuyi.kiosk.kernel.command.Commands.Standing;
import org.shuyi.kiosk.kernel.command.Commands.Window;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.custody.Custody.OnShelf;
import org.shuyi.kiosk.kernel.custody.Custody.Suspect;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.power.Power;

/**
 * What the records alone say of custody, commands, rules and orders: whoever has the journal, as
 * the centre has, knows as much of these as the station (DESIGN.md, rule 4).
 */
final class Fold {
  private final TreeMap<TagId, Custody> places = new TreeMap<>();
  private final List<Order> orders = new ArrayList<>();
  private final TreeMap<String, Window> windows = new TreeMap<>();
  private final TreeSet<DoorId> barred = new TreeSet<>();
  private final Set<DoorId> compartments = new TreeSet<>();
  private final TreeMap<Long, Policy> told = new TreeMap<>();
  private Optional<String> outOfService = Optional.empty();
  private long rules;
  private boolean emergency;
  private boolean outboxFull;
  private boolean mainsLost;
  private long receipts;

  /** A command by its records; how it ended is empty until it has. */
  private record Order(String id, Optional<String> end) {}

  Fold() {
    told.put(0L, Policy.untold());
  }

  /** A record holds the number of the rules; the rules themselves are the centre's own document. */
  void centreSigned(Policy policy) {
    told.putIfAbsent(policy.version(), policy);
  }

  void add(Fact fact) {
    switch (fact) {
      case ShelfFact shelf -> add(shelf);
      case CommandFact command -> add(command);
      case StationFact.PolicyAdopted(long version) -> rules = version;
      case StationFact.DoorBarred(DoorId door, boolean bar, String person) -> {
        if (bar) barred.add(door);
        else barred.remove(door);
      }
      case StationFact.ServiceChanged(boolean in, String reason) ->
          outOfService = in ? Optional.empty() : Optional.of(reason);
      case StationFact.OutboxFilled filled -> outboxFull = true;
      case StationFact.OutboxDrained drained -> outboxFull = false;
      case StationFact.FireBegan began -> emergency = true;
      case StationFact.EmergencyEnded ended -> emergency = false;
      case StationFact station -> {}
      case ClimateFact climate -> {}
      case UvFact uv -> {}
      case MagnetFact magnet -> {}
      case CameraFact camera -> {}
      case EntranceFact entrance -> {}
      case PlaceFact place -> {}
      case VisitFact visit -> {}
      case ServiceFact service -> {}
      case ReceiptFact.ReceiptMeant(long job) -> receipts = job;
      case ReceiptFact receipt -> {}
      case PowerFact.MainsLost lost -> mainsLost = true;
      case PowerFact.MainsBack back -> mainsLost = false;
      case PowerFact.BatteryLow low -> {}
      case IntakeFact.TakenBack back -> places.remove(back.tag());
      case IntakeFact intake -> {}
    }
  }

  void saysTheSameAs(Kiosk kiosk, Object when) {
    check("custody", places, kiosk.custody().places(), when);
    check("commands", orders, orders(kiosk), when);
    check("used numbers", windows, kiosk.commands().windows(), when);
    check("rules", told.getOrDefault(rules, Policy.untold()), kiosk.policy(), when);
    check("out of service", outOfService, kiosk.station().outOfService(), when);
    check("outbox full", outboxFull, kiosk.station().outboxFull(), when);
    check("emergency", emergency, kiosk.station().emergency().lasts(), when);
    boolean lost = !(kiosk.fittings().power() instanceof Power.Mains);
    check("mains lost", mainsLost, lost, when);
    check("receipts", receipts, kiosk.fittings().receipts().jobs(), when);
    check("barred doors", barred, barred(kiosk), when);
    check("suspect compartments", compartments, compartments(kiosk), when);
  }

  /** Asked at every turn of long histories: words are made only where something differs. */
  private static void check(String section, Object folded, Object state, Object when) {
    if (!folded.equals(state)) assertThat(folded).as("%s, %s", section, when).isEqualTo(state);
  }

  private static Set<DoorId> barred(Kiosk kiosk) {
    var kept = new TreeSet<DoorId>();
    for (var door : kiosk.shelf().doors().entrySet()) {
      if (door.getValue().barred()) kept.add(door.getKey());
    }
    return kept;
  }

  private static Set<DoorId> compartments(Kiosk kiosk) {
    var suspect = new TreeSet<DoorId>();
    kiosk
        .fittings()
        .cabinet()
        .compartments()
        .forEach(
            (door, compartment) -> {
              if (compartment.isSuspect()) suspect.add(door);
            });
    return suspect;
  }

  private static List<Order> orders(Kiosk kiosk) {
    return kiosk.commands().standing().stream().map(Fold::order).toList();
  }

  private static Order order(Standing standing) {
    var answer = standing.answer();
    String end = answer.stage().name().toLowerCase(Locale.ROOT) + ": " + answer.detail();
    return new Order(
        standing.command().id(), answer.stage().ends() ? Optional.of(end) : Optional.empty());
  }

  private void add(ShelfFact fact) {
    switch (fact) {
      case ShelfFact.Loaned loaned -> places.remove(loaned.tag());
      case ShelfFact.Removed removed -> places.remove(removed.tag());
      case ShelfFact.Returned back -> places.put(back.tag(), new OnShelf(back.door(), back.item()));
      case ShelfFact.Stocked in -> places.put(in.tag(), new OnShelf(in.door(), in.item()));
      case ShelfFact.Found found ->
          places.put(found.tag(), new OnShelf(found.door(), found.item()));
      case ShelfFact.Moved moved -> places.put(moved.tag(), new OnShelf(moved.to(), moved.item()));
      case ShelfFact.BecameSuspect(TagId tag, DoorId door, String why, Opener opener) ->
          places.put(tag, new Suspect(door, itemOf(tag), why, opener));
      case ShelfFact.SuspicionEnded(TagId tag, DoorId door, String how) -> {
        Optional<Item> item = itemOf(tag);
        boolean here = how.equals("seen") || how.startsWith("settled as present");
        if (here && item.isPresent()) places.put(tag, new OnShelf(door, item.get()));
        else places.remove(tag);
      }
      case ShelfFact.UnlockMeant meant -> {}
      case ShelfFact.DoorOpened opened -> {}
      case ShelfFact.DoorClosed closed -> {}
      case ShelfFact.DoorForced forced -> {}
      case ShelfFact.WrongDoorOpened wrong -> {}
      case ShelfFact.DoorAjar ajar -> {}
      case ShelfFact.CompartmentSuspect(DoorId door, String why, Opener opener) ->
          compartments.add(door);
      case ShelfFact.CompartmentCleared(DoorId door, String how) -> compartments.remove(door);
      case ShelfFact.DoorLeftOpen left -> {}
      case ShelfFact.MarkFailed failed -> {}
      case ShelfFact.MarkRepaired repaired -> {}
      case ShelfFact.LeftUncounted uncounted -> {}
    }
  }

  /** What a tag was once read to be it stays. */
  private Optional<Item> itemOf(TagId tag) {
    return switch (places.get(tag)) {
      case OnShelf(DoorId door, Item item) -> Optional.of(item);
      case Suspect suspect -> suspect.item();
      case null -> Optional.empty();
    };
  }

  private void add(CommandFact fact) {
    switch (fact) {
      case CommandFact.NumberUsed(List<String> keys, long seq) ->
          keys.forEach(key -> windows.put(key, windows.getOrDefault(key, Window.NEW).using(seq)));
      case CommandFact.CommandAccepted accepted ->
          append(new Order(accepted.command(), Optional.empty()));
      case CommandFact.CommandEnded(String id, String outcome, String detail) -> {
        var ended = new Order(id, Optional.of(outcome + ": " + detail));
        boolean open = orders.contains(new Order(id, Optional.empty()));
        if (open) orders.replaceAll(order -> order.id().equals(id) ? ended : order);
        else append(ended);
      }
      case CommandFact.CommandsRefused refused -> {}
    }
  }

  /** The newest are remembered; where all are open there is no room. */
  private void append(Order order) {
    if (orders.size() >= Commands.MOST) {
      Optional<Order> oldest = orders.stream().filter(o -> o.end().isPresent()).findFirst();
      if (oldest.isEmpty()) return;
      orders.remove(oldest.get());
    }
    orders.add(order);
  }
}
