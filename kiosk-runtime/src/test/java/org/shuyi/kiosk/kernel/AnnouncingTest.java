package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.Announcement.Outlet;
import org.shuyi.kiosk.kernel.Now.ClockTrust;
import org.shuyi.kiosk.kernel.announce.AnnouncePlan;
import org.shuyi.kiosk.kernel.uv.UvPlan;

/** Sign and voice tell what holds: the newest safety text first, and at night nothing else. */
class AnnouncingTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final long MINUTE = 60_000;

  private final List<Fact> facts = new ArrayList<>();

  /** What was said, with an ellipsis where it was broken off. */
  private final List<String> heard = new ArrayList<>();

  private final List<String> seen = new ArrayList<>();
  private Kiosk kiosk = Tale.inService(plan()).kiosk;
  private long ticks = 10_000;
  private Instant dawn = Instant.parse("2026-11-22T02:00:00Z");
  private ClockTrust trust = ClockTrust.SYNCHRONISED;
  private Optional<Effect.Announce> speaking = Optional.empty();
  private boolean mute;

  private static Plan plan() {
    var quiet = new Hours(SHANGHAI, LocalTime.of(22, 0), LocalTime.of(7, 0));
    var lamp = new Hours(SHANGHAI, LocalTime.of(2, 0), LocalTime.of(5, 0));
    return Tale.plan()
        .with(
            FittingsPlan.none()
                .with(new AnnouncePlan(true, true, Optional.of(quiet)))
                .with(
                    new UvPlan(
                        new TreeSet<>(List.of(Tale.DOOR_2)),
                        lamp,
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(15))));
  }

  private AnnouncingTest tell(Event event) {
    Step step = kiosk.on(event, new Now(ticks, dawn.plusMillis(ticks), trust));
    kiosk = step.next();
    facts.addAll(step.facts());
    for (Effect effect : step.effects()) {
      switch (effect) {
        case Effect.Announce what when what.outlet() == Outlet.VOICE -> {
          brokenOff();
          speaking = Optional.of(what);
        }
        case Effect.Announce what -> seen.add(what.what().word());
        case Effect.Silence(Outlet outlet) when outlet == Outlet.VOICE -> brokenOff();
        case Effect.Silence silence -> seen.add("");
        default -> {}
      }
    }
    return this;
  }

  private void brokenOff() {
    speaking.ifPresent(what -> heard.add(what.what().word() + " ..."));
    speaking = Optional.empty();
  }

  /** What is being said is said to its end. */
  private AnnouncingTest said() {
    Effect.Announce what = speaking.orElseThrow();
    speaking = Optional.empty();
    heard.add(what.what().word());
    return tell(new AnnounceEvent.Spoken(what.number(), true));
  }

  /** A voice takes three seconds for everything, unless it is mute. */
  private AnnouncingTest after(long millis) {
    long end = ticks + millis;
    while (true) {
      long voice = speaking.isPresent() && !mute ? ticks + 3_000 : Long.MAX_VALUE;
      long next = Math.min(voice, Math.max(ticks, kiosk.wakeAt()));
      if (next > end) break;
      ticks = next;
      if (next == voice) said();
      else tell(new TimeEvent.TimePassed());
    }
    ticks = end;
    return tell(new TimeEvent.TimePassed());
  }

  private AnnouncingTest doorLeftOpen() {
    tell(new ShelfEvent.DoorOpened(Tale.DOOR_1)).after(91_000);
    assertThat(facts).anyMatch(ShelfFact.DoorLeftOpen.class::isInstance);
    return this;
  }

  private AnnouncingTest closed() {
    return tell(new PowerEvent.SupplyChanged(PowerEvent.Supply.BATTERY));
  }

  @Test
  void nothingIsSaidWhileAllIsWell() {
    after(60 * MINUTE);
    assertThat(seen).isEmpty();
    assertThat(heard).isEmpty();
    assertThat(status()).isEqualTo("nothing");
  }

  @Test
  void aDoorLeftOpenStandsOnTheSignUntilItIsShutAndIsSaidAgainAndAgain() {
    doorLeftOpen().after(100_000);
    assertThat(seen).containsExactly("door-left-open");
    assertThat(heard).hasSizeBetween(4, 6).containsOnly("door-left-open");
    assertThat(status()).isEqualTo("door-left-open");
    tell(new ShelfEvent.DoorClosed(Tale.DOOR_1));
    assertThat(seen).containsExactly("door-left-open", "");
    heard.clear();
    speaking = Optional.empty();
    after(10 * MINUTE);
    assertThat(heard).isEmpty();
    assertThat(seen).endsWith("");
  }

  @Test
  void whoHasHeardItFifteenTimesHearsItNoMoreAndStillSeesIt() {
    doorLeftOpen().after(60 * MINUTE);
    assertThat(heard).hasSize(15);
    assertThat(seen).containsExactly("door-left-open");
  }

  @Test
  void theNewestSafetyTextGoesFirstAndBreaksOffWhatIsSaid() {
    mute = true;
    closed();
    assertThat(seen).containsExactly("not-serving");
    assertThat(speaking.orElseThrow().what()).isEqualTo(Announcement.NOT_SERVING);
    doorLeftOpen();
    assertThat(seen).endsWith("door-left-open");
    assertThat(speaking.orElseThrow().what()).isEqualTo(Announcement.DOOR_LEFT_OPEN);
    tell(new HealthEvent.FireChanged(true));
    assertThat(seen).endsWith("fire");
    assertThat(speaking.orElseThrow().what()).isEqualTo(Announcement.FIRE);
    assertThat(heard).contains("not-serving ...").endsWith("door-left-open ...");
    assertThat(kiosk.said().announcements().standing())
        .as("in a fire there is one thing to say")
        .containsExactly(Announcement.FIRE);
  }

  @Test
  void safetyTextsHaveTheirTurnsAndWhatIsNoneWaits() {
    dawn = Instant.parse("2026-11-22T16:59:00Z");
    after(60 * MINUTE).doorLeftOpen().after(20_000);
    assertThat(seen).as("the lamp begins to count down at two").contains("lamp");
    seen.clear();
    after(60_000);
    assertThat(seen).startsWith("lamp", "door-left-open", "lamp").doesNotContain("");
    closed();
    seen.clear();
    after(60_000);
    assertThat(seen).doesNotContain("not-serving");
  }

  @Test
  void atNightThereIsNothingButSafety() {
    dawn = Instant.parse("2026-11-22T15:00:00Z");
    closed().after(10 * MINUTE);
    assertThat(seen).isEmpty();
    assertThat(heard).isEmpty();
    tell(new HealthEvent.FireChanged(true)).after(1_000);
    assertThat(seen).containsExactly("fire");
    after(10_000);
    assertThat(heard).startsWith("fire");
  }

  @Test
  void theNightBeginsAndEndsByTheClock() {
    dawn = Instant.parse("2026-11-22T13:30:00Z");
    closed().after(10 * MINUTE);
    assertThat(seen).containsExactly("not-serving");
    assertThat(heard).containsExactly("not-serving");
    after(21 * MINUTE);
    assertThat(seen).as("ten at night").containsExactly("not-serving", "");
    after(9 * 60 * MINUTE);
    assertThat(seen).as("seven in the morning").containsExactly("not-serving", "", "not-serving");
    assertThat(heard).containsExactly("not-serving", "not-serving");
  }

  @Test
  void whereNobodyKnowsTheHourItIsQuiet() {
    trust = ClockTrust.UNTRUSTED;
    closed().after(10 * MINUTE);
    assertThat(seen).isEmpty();
    tell(new HealthEvent.FireChanged(true));
    assertThat(seen).containsExactly("fire");
  }

  @Test
  void aVoiceThatNeverAnswersIsNotWaitedForAndTakesNothingFromTheSign() {
    mute = true;
    doorLeftOpen();
    int before = heard.size();
    after(10 * MINUTE);
    assertThat(heard.size() - before).as("tried again").isBetween(5, 12);
    assertThat(seen).containsExactly("door-left-open");
  }

  @Test
  void aStartSaysAnewWhatHoldsAndTakesAwayWhatTheLastLifeSaid() {
    tell(new HealthEvent.FireChanged(true));
    seen.clear();
    speaking = Optional.empty();
    tell(new TimeEvent.Restarted(2, "cut"));
    assertThat(seen).containsExactly("", "fire");
    assertThat(speaking).isPresent();
  }

  @Test
  void whoHasNeitherSaysNothing() {
    kiosk = Tale.inService().kiosk;
    tell(new HealthEvent.FireChanged(true)).after(60 * MINUTE);
    assertThat(seen).isEmpty();
    assertThat(speaking).isEmpty();
    assertThat(kiosk.said().status().orElseThrow().fittings()).doesNotContainKey("announced");
  }

  /** Whatever happens: three at most, safety before the rest, and no deadline that stays. */
  @Test
  void inAnyHistoryTheQueuesAreShortAndInOrder() {
    int told = 0;
    for (int seed = 0; seed < 60; seed++) {
      var random = new Random(seed);
      kiosk = Kiosk.fresh(plan(), new Outbox(1, 0));
      ticks = 0;
      int again = 0;
      for (int i = 0; i < 250; i++) {
        again = kiosk.wakeAt() <= ticks ? again + 1 : 0;
        assertThat(again).as("seed %d, event %d", seed, i).isLessThan(5);
        if (again == 0) ticks += Histories.pause(random);
        Event event =
            again == 0 && random.nextInt(4) == 0
                ? new AnnounceEvent.Spoken(
                    kiosk.said().announcements().number() - random.nextInt(2), random.nextBoolean())
                : Histories.next(random, kiosk, ticks);
        tell(event);
        var now = kiosk.said().announcements();
        if (!now.standing().isEmpty()) told++;
        for (var queue : List.of(now.sign().queue(), now.voice().queue())) {
          assertThat(queue.texts()).hasSizeLessThanOrEqualTo(3).doesNotHaveDuplicates();
          assertThat(queue.texts())
              .isSortedAccordingTo((a, b) -> Boolean.compare(b.safety(), a.safety()));
        }
        assertThat(now.sign().shown()).isEqualTo(now.sign().queue().head());
        assertThat(now.standing()).containsAll(now.sign().queue().texts());
      }
    }
    assertThat(told).isGreaterThan(1_000);
  }

  private String status() {
    return String.valueOf(kiosk.said().status().orElseThrow().fittings().get("announced"));
  }
}
