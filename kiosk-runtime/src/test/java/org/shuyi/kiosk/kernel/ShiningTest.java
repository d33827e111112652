package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.Now.ClockTrust;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.uv.UvPlan;
import org.shuyi.kiosk.kernel.visit.Visit;

/**
 * The ultraviolet lamp burns once a night, while nobody is here and every door before it is shut.
 */
class ShiningTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  /** Shanghai's two o'clock. */
  private static final Instant TWO = Instant.parse("2026-11-21T18:00:00Z");

  private final List<Fact> facts = new ArrayList<>();
  private Kiosk kiosk = Tale.inService(plan()).kiosk;
  private long ticks = 10_000;

  /** The station's 10 s are so long before two. */
  private long before = HOUR;

  private ClockTrust trust = ClockTrust.SYNCHRONISED;

  /** When the pin would let go; 0 while it is off. */
  private long burnsUntil;

  private static Plan plan() {
    var hours = new Hours(SHANGHAI, LocalTime.of(2, 0), LocalTime.of(5, 0));
    return Tale.plan()
        .with(
            FittingsPlan.none()
                .with(
                    new UvPlan(
                        new TreeSet<>(List.of(Tale.DOOR_1, Tale.DOOR_2)),
                        hours,
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(15))));
  }

  private ShiningTest tell(Event event) {
    Instant wall = TWO.plusMillis(ticks - 10_000 - before);
    Step step = kiosk.on(event, new Now(ticks, wall, trust));
    kiosk = step.next();
    facts.addAll(step.facts());
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Shine(Duration atMost)) burnsUntil = ticks + atMost.toMillis();
      if (effect instanceof Effect.Darken) burnsUntil = 0;
    }
    return this;
  }

  private ShiningTest after(long millis) {
    long end = ticks + millis;
    while (kiosk.wakeAt() <= end) {
      ticks = Math.max(ticks, kiosk.wakeAt());
      tell(new TimeEvent.TimePassed());
    }
    ticks = end;
    return tell(new TimeEvent.TimePassed());
  }

  private boolean burns() {
    return ticks < burnsUntil;
  }

  private String status() {
    return String.valueOf(kiosk.said().status().orElseThrow().fittings().get("uv"));
  }

  private List<String> notices() {
    return kiosk.said().screen().orElseThrow().notices().stream().map(Screen.Phrase::key).toList();
  }

  private <F extends Fact> List<F> facts(Class<F> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void itCountsDownOnTheScreenAndBurnsOnceInItsHours() {
    tell(new TimeEvent.TimePassed()).after(HOUR - 1_000);
    assertThat(notices()).doesNotContain("notice.uv-soon", "notice.uv");
    after(2_000);
    assertThat(burns()).isFalse();
    assertThat(notices()).contains("notice.uv-soon");
    assertThat(status()).isEqualTo("about to burn, 0.0 h in all");
    after(15_000);
    assertThat(burns()).isTrue();
    assertThat(notices()).contains("notice.uv");
    assertThat(facts(UvFact.UvBegan.class)).containsExactly(new UvFact.UvBegan(15 * MINUTE));
    assertThat(facts).filteredOn(UvFact.UvBegan.class::isInstance).allMatch(Fact::isClaim);
    after(15 * MINUTE);
    assertThat(burns()).isFalse();
    assertThat(facts(UvFact.UvEnded.class))
        .containsExactly(new UvFact.UvEnded(15 * MINUTE, 15 * MINUTE, "done"));
    after(22 * HOUR);
    assertThat(facts(UvFact.UvBegan.class)).hasSize(1);
    after(4 * HOUR);
    assertThat(facts(UvFact.UvBegan.class)).as("the next night").hasSize(2);
    assertThat(status()).isEqualTo("dark, 0.5 h in all");
  }

  @Test
  void whoeverComesEndsItInTheSameTurnAndItsTimeIsCounted() {
    for (Event between :
        new Event[] {
          new ShelfEvent.DoorOpened(Tale.DOOR_1),
          new ShelfEvent.DoorUnseen(Tale.DOOR_2),
          new HealthEvent.DeviceChanged(Tale.LOCKS, new DeviceHealth.Lost("pulled")),
          new HealthEvent.TamperChanged(true),
          new HealthEvent.FireChanged(true),
          new HealthEvent.GuardChanged(Guard.TILT, true),
          new PowerEvent.SupplyChanged(PowerEvent.Supply.BATTERY),
          new VisitEvent.CardTapped(Tale.ALICE),
          new VisitEvent.Touched(new VisitEvent.Intent.Speak("en")),
          new ServiceEvent.ServiceBegan("lin", "paper", 10),
          new UvEvent.LampOut("door 1 is not seen shut")
        }) {
      var test = new ShiningTest().after(HOUR + MINUTE);
      assertThat(test.burns()).isTrue();
      test.after(5 * MINUTE).tell(between);
      assertThat(test.burns()).as("%s", between).isFalse();
      assertThat(test.facts(UvFact.UvEnded.class))
          .as("%s", between)
          .singleElement()
          .matches(ended -> ended.burntMillis() > 5 * MINUTE && ended.burntMillis() < 7 * MINUTE);
    }
  }

  @Test
  void whoeverComesInTheCountdownKeepsItDark() {
    after(HOUR + 10_000);
    assertThat(notices()).contains("notice.uv-soon");
    tell(new ShelfEvent.DoorOpened(Tale.DOOR_1)).after(HOUR);
    assertThat(facts(UvFact.UvBegan.class)).isEmpty();
    assertThat(notices()).doesNotContain("notice.uv-soon");
  }

  @Test
  void afterAnInterruptionItBurnsAnewWhenAllIsQuiet() {
    after(HOUR + MINUTE).tell(new VisitEvent.Touched(new VisitEvent.Intent.Speak("en")));
    after(4 * MINUTE);
    assertThat(burns()).isFalse();
    after(3 * MINUTE);
    assertThat(burns()).isTrue();
  }

  @Test
  void aPowerCutCountsAllThatWasMeantAndItBurnsAnewLater() {
    after(HOUR + 2 * MINUTE);
    assertThat(burns()).isTrue();
    burnsUntil = 0;
    tell(new TimeEvent.Restarted(2, "not ordered"));
    assertThat(facts(UvFact.UvEnded.class))
        .extracting(UvFact.UvEnded::inAllMillis)
        .containsExactly(15 * MINUTE);
    assertThat(burns()).isFalse();
    after(10 * MINUTE);
    assertThat(burns()).as("no door is seen shut yet").isFalse();
    assertThat(facts(UvFact.UvBegan.class)).hasSize(1);
    seenShut();
    after(MINUTE);
    assertThat(notices()).contains("notice.uv-soon");
    assertThat(burns()).as("in the countdown").isFalse();
    after(15_000);
    assertThat(burns()).as("anew").isTrue();
    assertThat(facts(UvFact.UvBegan.class)).hasSize(2);
    after(15 * MINUTE);
    assertThat(facts(UvFact.UvEnded.class).getLast().inAllMillis()).isEqualTo(30 * MINUTE);
  }

  /** After a start: the devices are back, and every shelf is counted behind its shut door. */
  private void seenShut() {
    for (DeviceId device :
        List.of(Tale.LOCKS, Tale.reader(Tale.DOOR_1), Tale.reader(Tale.DOOR_2))) {
      tell(new HealthEvent.DeviceChanged(device, new DeviceHealth.Ready()));
    }
    for (DoorId door : List.of(Tale.DOOR_1, Tale.DOOR_2)) {
      tell(new ShelfEvent.DoorSensed(door, DoorContact.CLOSED));
      tell(new ShelfEvent.ShelfRead(door, kiosk.shelf().counts(), 5, new TreeMap<>()));
    }
  }

  @Test
  void whereNobodyKnowsTheHourItStaysDark() {
    trust = ClockTrust.UNTRUSTED;
    after(30 * HOUR);
    assertThat(facts(UvFact.UvBegan.class)).isEmpty();
  }

  /** Any history of the night: never on with a door that is not seen shut, nor before a person. */
  @Test
  void inAnyHistoryItNeverBurnsWithADoorOpenOrUnknown() {
    int burnt = 0;
    for (int seed = 1; seed <= 60; seed++) {
      var random = new Random(seed);
      var test = new ShiningTest();
      test.before = 0;
      int calm = 0;
      for (int i = 0; i < 250; i++) {
        calm = calm > 0 ? calm - 1 : random.nextInt(12) == 0 ? 12 : 0;
        test.ticks += calm > 0 ? random.nextInt(90_000) : Histories.pause(random);
        // The night never ends here.
        test.before = test.ticks - 10_000 - random.nextInt(2) * HOUR;
        Event event = calm > 0 ? rest(test.kiosk) : Histories.next(random, test.kiosk, test.ticks);
        test.tell(event);
        if (test.burns()) {
          burnt++;
          String where = "seed " + seed + ", step " + i + ": " + event;
          assertThat(test.kiosk.shelf().doors().values())
              .as(where)
              .allMatch(door -> door.state() instanceof DoorState.Shut);
          assertThat(test.kiosk.visits().now()).as(where).isInstanceOf(Visit.Nobody.class);
          assertThat(test.kiosk.station().emergency()).as(where).isEqualTo(Emergency.NONE);
          assertThat(test.kiosk.station().tampered()).as(where).isFalse();
          assertThat(test.kiosk.station().service()).as(where).isEmpty();
        }
      }
    }
    assertThat(burnt).as("and it does burn").isGreaterThan(50);
  }

  /** What brings a station to rest. */
  private static Event rest(Kiosk kiosk) {
    if (kiosk.station().tampered()) return new HealthEvent.TamperChanged(false);
    if (!(kiosk.visits().now() instanceof Visit.Nobody)) return new TimeEvent.TimePassed();
    for (var door : kiosk.shelf().doors().entrySet()) {
      switch (door.getValue().state()) {
        case DoorState.Shut shut -> {}
        case DoorState.Counting counting -> {
          return new ShelfEvent.ShelfRead(door.getKey(), counting.count(), 5, new TreeMap<>());
        }
        case DoorState.MayOpen _, DoorState.Open _, DoorState.Uncounted _, DoorState.Unseen _ -> {
          return new ShelfEvent.DoorSensed(door.getKey(), DoorContact.CLOSED);
        }
      }
    }
    for (DeviceId device :
        List.of(Tale.LOCKS, Tale.reader(Tale.DOOR_1), Tale.reader(Tale.DOOR_2))) {
      if (kiosk.devices().of(device) instanceof DeviceHealth.Lost)
        return new HealthEvent.DeviceChanged(device, new DeviceHealth.Ready());
    }
    return new TimeEvent.TimePassed();
  }
}
