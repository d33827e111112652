package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.BOB;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.entrance.EntrancePlan;
import org.shuyi.kiosk.kernel.entrance.Freeing;
import org.shuyi.kiosk.kernel.policy.Verdict;

/** Cards, people, alarms, fires and power cuts at a room's entrance, in any order. */
class EntranceHistoriesTest {
  private static final int LIMIT = 3;
  private static final List<EntranceContact> CONTACTS = List.of(EntranceContact.values());
  private int admitted;
  private int rang;
  private int notFree;

  private static Plan plan(boolean beams) {
    var quiet = new Hours(ZoneId.of("UTC"), LocalTime.of(13, 0), LocalTime.of(14, 0));
    var entrance =
        EntrancePlan.none()
            .with(new EntrancePlan.Room(LIMIT, beams, 5, quiet))
            .with(
                new EntrancePlan.Door(
                    new DeviceId("pins"), Duration.ofSeconds(5), Duration.ofMillis(250)))
            .watchingExit();
    return Tale.plan().with(FittingsPlan.none().with(entrance));
  }

  @Test
  void inAnyHistoryNobodyIsLetIntoAFullOrClosedRoomAndEveryWaitEnds() {
    for (int seed = 0; seed < 60; seed++) {
      var random = new Random(seed);
      Tale tale = Tale.inService(plan(seed % 2 == 0));
      for (int i = 0; i < 400; i++) {
        tale.ticks += random.nextInt(random.nextInt(20) == 0 ? 600_000 : 2_000);
        if (tale.ticks >= tale.kiosk.wakeAt()) told(tale, new TimeEvent.TimePassed());
        told(tale, any(random, tale.kiosk));
        told(tale, new TimeEvent.TimePassed());
        assertThat(tale.kiosk.wakeAt()).as("seed %d, step %d", seed, i).isGreaterThan(tale.ticks);
      }
    }
    assertThat(admitted).as("admitted").isGreaterThan(300);
    assertThat(rang).as("alarms").isGreaterThan(300);
    assertThat(notFree).as("alarms of the exit").isGreaterThan(100);
  }

  private void told(Tale tale, Event event) {
    Kiosk before = tale.kiosk;
    tale.forget().tell(event);
    Kiosk after = tale.kiosk;
    assertThat(after.fittings().entrance().occupancy().inside()).isNotNegative();
    assertThat(tale.facts(EntranceFact.class).toString())
        .doesNotContain(ALICE.hex())
        .doesNotContain(BOB.hex());
    for (Effect.Admit admit : tale.effects(Effect.Admit.class)) {
      admitted++;
      assertThat(admit.number())
          .isGreaterThan(before.fittings().entrance().access().opened())
          .isLessThanOrEqualTo(after.fittings().entrance().access().opened());
      assertThat(tale.facts(EntranceFact.Admitted.class))
          .extracting(EntranceFact.Admitted::number)
          .contains(admit.number());
      assertThat(before.fittings().entrance().occupancy().inside()).isLessThan(LIMIT);
      assertThat(after.station().emergency().lasts()).isFalse();
    }
    rang += tale.facts(EntranceFact.GateRang.class).size();
    notFree += tale.facts(EntranceFact.ExitNotFree.class).size();
    if (Freeing.failed(before)) assertThat(tale.effects(Effect.Admit.class)).isEmpty();
  }

  private static Event any(Random random, Kiosk kiosk) {
    EntranceContact contact = CONTACTS.get(random.nextInt(CONTACTS.size()));
    PatronToken patron = random.nextBoolean() ? ALICE : BOB;
    return switch (random.nextInt(14)) {
      case 0, 1, 2, 3, 4 -> new EntranceEvent.ContactChanged(contact, random.nextBoolean());
      case 5, 6, 7 -> new EntranceEvent.CardHeld(patron, Optional.empty());
      case 8 ->
          new CentreEvent.PatronAnswered(
              kiosk.visits().asked(),
              random.nextInt(3) == 0 ? new Verdict.Refused("expired") : new Verdict.Welcome(2));
      case 9 -> new CentreEvent.LinkChanged(random.nextBoolean());
      case 10 ->
          new EntranceEvent.Opened(
              kiosk.fittings().entrance().access().opened(), random.nextInt(4) > 0, "stuck");
      case 11 ->
          List.of(
                  new HealthEvent.FireChanged(random.nextInt(4) == 0),
                  new ServiceEvent.EmergencyEnded("lin", "burnt toast"),
                  new TimeEvent.Restarted(2, "cut"),
                  new ServiceEvent.ServiceBegan("lin", "books", 1),
                  new ServiceEvent.ExitCleared("lin", "looked"),
                  new ServiceEvent.RoomEmptied("lin"))
              .get(random.nextInt(6));
      case 12 -> new EntranceEvent.ContactUnseen(contact);
      default -> new VisitEvent.CardTapped(patron);
    };
  }
}
