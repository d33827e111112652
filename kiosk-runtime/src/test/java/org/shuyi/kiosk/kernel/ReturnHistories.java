package org.shuyi.kiosk.kernel;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.IntakeEvent.Conveyed;
import org.shuyi.kiosk.kernel.IntakeEvent.Ending;
import org.shuyi.kiosk.kernel.IntakeEvent.HandInGate;
import org.shuyi.kiosk.kernel.IntakeEvent.SlotSeen;
import org.shuyi.kiosk.kernel.IntakeScene.Bin;
import org.shuyi.kiosk.kernel.IntakeScene.Gate;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.intake.Stage;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;

/**
 * What may happen to a return slot, drawn by chance: mostly as it goes, and now and then anything.
 */
final class ReturnHistories {
  private final Random random;
  private final int[] fallen = new int[ReturnTale.EXCEPTION];

  ReturnHistories(Random random) {
    this.random = random;
  }

  Event next(Kiosk kiosk, long ticks) {
    if (ticks >= kiosk.wakeAt()) return new TimeEvent.TimePassed();
    if (!(kiosk.devices().of(ReturnTale.SORTER) instanceof DeviceHealth.Ready)) {
      return new HealthEvent.DeviceChanged(ReturnTale.SORTER, new DeviceHealth.Ready());
    }
    if (!(kiosk.devices().of(ReturnTale.TUNNEL) instanceof DeviceHealth.Ready)) {
      return new HealthEvent.DeviceChanged(ReturnTale.TUNNEL, new DeviceHealth.Ready());
    }
    return random.nextInt(8) == 0 ? any(kiosk, ticks) : usual(kiosk);
  }

  private Event usual(Kiosk kiosk) {
    var intake = kiosk.fittings().intake();
    return switch (intake.stage()) {
      case Stage.Idle idle -> random.nextBoolean() ? wants() : seen(Gate.CLOSED, false, false);
      case Stage.Farewell farewell -> wants();
      case Stage.GateOpen open ->
          random.nextInt(4) == 0 ? finishes() : seen(Gate.OPEN, random.nextBoolean(), false);
      case Stage.ToTake take -> seen(Gate.OPEN, random.nextInt(3) == 0, false);
      case Stage.Blocked blocked -> seen(Gate.BETWEEN, random.nextBoolean(), false);
      case Stage.Reading reading -> new IntakeEvent.TunnelRead(reading.count(), 5, tags());
      case Stage.Asking asking -> new CentreEvent.ItemAnswered(asking.ask(), verdict());
      case Stage.Securing securing -> new MagnetEvent.PulseBegan(securing.pulse());
      case Stage.Stopped stopped ->
          random.nextInt(4) == 0
              ? wants()
              : seen(Gate.CLOSED, random.nextInt(4) == 0, random.nextBoolean());
      case Stage.Opening opening -> moves(opening.motion(), Gate.OPEN, false, false);
      case Stage.Closing closing -> moves(closing.motion(), Gate.CLOSED, closing.takesIn(), false);
      case Stage.TakingIn taking -> moves(taking.motion(), Gate.CLOSED, false, true);
      case Stage.HandingBack handing -> moves(handing.motion(), Gate.CLOSED, true, false);
      case Stage.Retrieving retrieving ->
          moves(retrieving.motion(), Gate.CLOSED, random.nextBoolean(), false);
      case Stage.Sorting sorting -> {
        if (random.nextInt(3) == 0) fallen[sorting.held().bin() - 1]++;
        yield moves(sorting.motion(), Gate.CLOSED, false, random.nextInt(4) == 0);
      }
    };
  }

  /** First what is seen, then how it ended; or a hand comes. */
  private Event moves(long motion, Gate gate, boolean inlet, boolean tunnel) {
    return switch (random.nextInt(8)) {
      case 0 -> new HandInGate(true);
      case 1, 2, 3 -> seen(gate, inlet, tunnel);
      case 4 -> new Conveyed(motion, ending(), "");
      default -> new Conveyed(motion, Ending.DONE, "");
    };
  }

  private static Event wants() {
    return new VisitEvent.Touched(new Intent.ReturnBook());
  }

  private static Event finishes() {
    return new VisitEvent.Touched(new Intent.Finish());
  }

  private Event seen(Gate gate, boolean inlet, boolean tunnel) {
    var bins = new TreeMap<Integer, Bin>();
    for (int bin = 1; bin <= ReturnTale.EXCEPTION; bin++) {
      bins.put(bin, new Bin(random.nextInt(30) != 0, random.nextInt(30) == 0, fallen[bin - 1]));
    }
    String fault =
        List.of("jam", "two-items", "", "", "", "", "", "", "", "").get(random.nextInt(10));
    return new SlotSeen(
        Optional.of(
            new IntakeScene(
                gate,
                random.nextInt(12) == 0,
                inlet,
                tunnel,
                random.nextInt(20) == 0,
                random.nextInt(20) == 0,
                random.nextInt(20) == 0,
                fault,
                bins)));
  }

  private SortedMap<TagId, Reading> tags() {
    var tags = new TreeMap<TagId, Reading>();
    int count = List.of(0, 1, 1, 1, 1, 1, 2).get(random.nextInt(7));
    for (int i = 0; i < count; i++) {
      int book = 1 + random.nextInt(30);
      Content content =
          switch (random.nextInt(8)) {
            case 0 -> new Content.Unread();
            case 1 -> new Content.Foreign("blank");
            default -> new Content.Book(Tale.item(book), random.nextInt(9) != 0);
          };
      tags.put(Tale.tag(book), new Reading(1 + random.nextInt(5), content, true));
    }
    return tags;
  }

  private Ending ending() {
    var endings = List.of(Ending.DONE, Ending.FAILED, Ending.UNKNOWN, Ending.REFUSED);
    return endings.get(random.nextInt(endings.size()));
  }

  private ItemVerdict verdict() {
    return switch (random.nextInt(5)) {
      case 0 -> new ItemVerdict.ByRule();
      case 1 -> new ItemVerdict.NotTaken("not-ours");
      default -> new ItemVerdict.IntoBin(1 + random.nextInt(4));
    };
  }

  private Event any(Kiosk kiosk, long ticks) {
    return switch (random.nextInt(12)) {
      case 0 -> new TimeEvent.Restarted(1, "cut");
      case 1 -> new SlotSeen(Optional.empty());
      case 2 -> new HandInGate(random.nextBoolean());
      case 3 -> new CentreEvent.LinkChanged(random.nextBoolean());
      case 4 -> new Conveyed(random.nextInt(50), ending(), "");
      case 5 ->
          new IntakeEvent.TunnelUnread(kiosk.fittings().intake().counts(), "the reader is away");
      case 6 -> new HealthEvent.DeviceChanged(ReturnTale.SORTER, new DeviceHealth.Lost("away"));
      case 7 ->
          new ServiceEvent.SuspectSettled(
              "lin", Tale.tag(1 + random.nextInt(30)), random.nextBoolean());
      case 8 -> finishes();
      default -> Histories.next(random, kiosk, ticks);
    };
  }
}
