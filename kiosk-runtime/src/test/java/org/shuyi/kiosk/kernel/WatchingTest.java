package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.Now.ClockTrust;
import org.shuyi.kiosk.kernel.camera.CameraPlan;
import org.shuyi.kiosk.kernel.policy.Verdict;

/**
 * One picture for each forced door and each tampering, while no staff is there; it is erased in
 * time, and whoever stands here is told that there is a camera.
 */
class WatchingTest {
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final String HASH = "a".repeat(64);

  private final List<Fact> facts = new ArrayList<>();
  private final List<Long> asked = new ArrayList<>();

  /** What lies in the folder. */
  private final SortedSet<Long> folder = new TreeSet<>();

  private Kiosk kiosk = Tale.inService(plan()).kiosk;
  private long ticks = 10_000;
  private Instant wall = Instant.parse("2026-11-22T12:00:00Z");
  private ClockTrust trust = ClockTrust.SYNCHRONISED;
  private boolean works = true;
  private boolean stuck;

  private static Plan plan() {
    return plan(14);
  }

  private static Plan plan(int days) {
    return Tale.plan().with(FittingsPlan.none().with(new CameraPlan(Duration.ofDays(days))));
  }

  private WatchingTest tell(Event event) {
    Step step = kiosk.on(event, new Now(ticks, wall, trust));
    kiosk = step.next();
    facts.addAll(step.facts());
    for (Effect effect : step.effects()) {
      switch (effect) {
        case Effect.TakePicture(long picture) -> {
          asked.add(picture);
          if (works) {
            folder.add(picture);
            tell(new CameraEvent.PictureSealed(picture, HASH, 1_000));
          }
        }
        case Effect.ErasePictures(SortedSet<Long> pictures) -> {
          if (!stuck) folder.removeAll(pictures);
          tell(new CameraEvent.PicturesSeen(folder));
        }
        default -> {}
      }
    }
    return this;
  }

  private WatchingTest after(long millis) {
    long end = ticks + millis;
    while (kiosk.wakeAt() <= end) {
      pass(Math.max(0, kiosk.wakeAt() - ticks));
      tell(new TimeEvent.TimePassed());
    }
    pass(end - ticks);
    return tell(new TimeEvent.TimePassed());
  }

  private void pass(long millis) {
    ticks += millis;
    wall = wall.plusMillis(millis);
  }

  private WatchingTest tampered() {
    return tell(new HealthEvent.TamperChanged(true)).tell(new HealthEvent.TamperChanged(false));
  }

  private <F extends Fact> List<F> facts(Class<F> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private List<String> notices() {
    return kiosk.said().screen().orElseThrow().notices().stream().map(Screen.Phrase::key).toList();
  }

  @Test
  void itIsOffWhereNobodyHasSwitchedItOn() {
    kiosk = Tale.inService().kiosk;
    tampered().tell(new ShelfEvent.DoorOpened(Tale.DOOR_1)).after(DAY);
    assertThat(facts(ShelfFact.DoorForced.class)).hasSize(1);
    assertThat(facts(CameraFact.class)).isEmpty();
    assertThat(asked).isEmpty();
    assertThat(notices()).doesNotContain("notice.camera");
  }

  @Test
  void eachForcedDoorAndEachTamperingIsOnePicture() {
    tell(new ShelfEvent.DoorOpened(Tale.DOOR_1)).tell(new ShelfEvent.DoorOpened(Tale.DOOR_2));
    tell(new HealthEvent.TamperChanged(true)).tell(new HealthEvent.TamperChanged(true));
    tell(new HealthEvent.GuardChanged(Guard.TILT, true)).after(MINUTE);
    assertThat(asked).containsExactly(1L, 2L, 3L, 4L);
    assertThat(facts(CameraFact.PictureMeant.class))
        .extracting(CameraFact.PictureMeant::event)
        .containsExactly("door-forced 1", "door-forced 2", "tamper", "tilt");
    assertThat(facts(CameraFact.PictureKept.class))
        .contains(new CameraFact.PictureKept(2, "door-forced 2", HASH, 1_000))
        .hasSize(4);
    assertThat(facts(CameraFact.PictureMeant.class)).allMatch(Fact::isClaim);
  }

  @Test
  void noPictureIsTakenOfStaffNorOfPatrons() {
    tell(new ServiceEvent.ServiceBegan("lin", "new lamp", 30));
    tampered().tell(new HealthEvent.GuardChanged(Guard.SERVICE_DOOR, true));
    tell(new HealthEvent.GuardChanged(Guard.SERVICE_DOOR, false)).after(2 * MINUTE);
    tell(new ServiceEvent.ServiceEnded("lin"));
    tell(new VisitEvent.CardTapped(Tale.ALICE)).after(MINUTE);
    tell(new HealthEvent.FireChanged(true)).after(MINUTE);
    assertThat(asked).isEmpty();
  }

  @Test
  void noMoreThanTwentyAreTakenWithinAnHour() {
    for (int i = 0; i < 30; i++) tampered().after(MINUTE);
    assertThat(asked).hasSize(20);
    assertThat(facts(CameraFact.PictureNotTaken.class)).hasSize(10);
    after(31 * MINUTE);
    tampered();
    assertThat(asked).hasSize(21);
  }

  @Test
  void aCameraThatDoesNotAnswerIsNotWaitedFor() {
    works = false;
    tampered().after(29_000);
    assertThat(facts(CameraFact.PictureNotTaken.class)).isEmpty();
    after(2_000);
    assertThat(facts(CameraFact.PictureNotTaken.class))
        .containsExactly(
            new CameraFact.PictureNotTaken(1, "tamper", "no word of the camera in time"));
    folder.add(1L);
    tell(new CameraEvent.PictureSealed(1, HASH, 1_000));
    assertThat(folder).as("what comes too late is erased").isEmpty();
    assertThat(facts(CameraFact.PictureKept.class)).isEmpty();
  }

  @Test
  void aPictureIsErasedWhenItsDaysAreOver() {
    tampered().after(14 * DAY - MINUTE);
    assertThat(folder).containsExactly(1L);
    after(2 * MINUTE);
    assertThat(folder).isEmpty();
    assertThat(facts(CameraFact.PictureErased.class))
        .containsExactly(new CameraFact.PictureErased(1, "its time is over"));
    assertThat(facts(CameraFact.PictureErased.class)).allMatch(Fact::isClaim);
  }

  @Test
  void aClockThatIsSetBackKeepsNothingLonger() {
    tampered().after(DAY);
    wall = wall.minus(Duration.ofDays(300));
    after(13 * DAY + MINUTE);
    assertThat(folder).isEmpty();
  }

  @Test
  void theHoursWithoutPowerCountByTheCalendar() {
    tampered().after(DAY);
    wall = wall.plus(Duration.ofDays(20));
    tell(new TimeEvent.Restarted(2, "cut")).after(60 * MINUTE);
    assertThat(folder).isEmpty();
    assertThat(facts(CameraFact.PictureErased.class)).hasSize(1);
  }

  @Test
  void aDateThatNobodyTrustsErasesNothingEarly() {
    tampered();
    trust = ClockTrust.UNTRUSTED;
    wall = wall.plus(Duration.ofDays(300));
    after(13 * DAY);
    assertThat(folder).containsExactly(1L);
    after(DAY + MINUTE);
    assertThat(folder).isEmpty();
  }

  @Test
  void whatWouldNotGoIsTriedAgainAndRecordedWhenItIsGone() {
    tampered();
    stuck = true;
    after(15 * DAY);
    assertThat(folder).containsExactly(1L);
    assertThat(facts(CameraFact.PictureErased.class)).isEmpty();
    stuck = false;
    after(10 * MINUTE);
    assertThat(folder).isEmpty();
    assertThat(facts(CameraFact.PictureErased.class)).hasSize(1);
  }

  @Test
  void aStartTidiesTheFolderAndEndsWhatHadNoEnd() {
    works = false;
    tampered();
    folder.add(1L);
    tell(new TimeEvent.Restarted(2, "cut"));
    assertThat(folder).as("half of a life's picture").isEmpty();
    assertThat(facts(CameraFact.PictureNotTaken.class))
        .containsExactly(new CameraFact.PictureNotTaken(1, "tamper", "the program ended"));
    works = true;
    tampered();
    assertThat(asked).as("a number is used once").containsExactly(1L, 2L);
  }

  @Test
  void aCameraThatIsTakenOutOfTheConfigurationLeavesNoPictureBehind() {
    tampered().after(DAY);
    Fittings saved = kiosk.fittings();
    kiosk = Tale.inService().kiosk.with(saved);
    tell(new TimeEvent.Restarted(2, "ordered")).after(2 * 60 * MINUTE);
    assertThat(folder).isEmpty();
    assertThat(facts(CameraFact.PictureErased.class))
        .containsExactly(new CameraFact.PictureErased(1, "the camera is off"));
    assertThat(kiosk.fittings().pictures().kept()).isEmpty();
  }

  @Test
  void fewerDaysHoldForWhatIsThereAlready() {
    tampered().after(5 * DAY);
    tampered().after(DAY);
    Fittings saved = kiosk.fittings();
    kiosk = Tale.inService(plan(3)).kiosk.with(saved);
    tell(new TimeEvent.Restarted(2, "ordered"));
    assertThat(folder).containsExactly(2L);
    after(2 * DAY - MINUTE);
    assertThat(folder).containsExactly(2L);
    after(2 * MINUTE);
    assertThat(folder).isEmpty();
    assertThat(facts(CameraFact.PictureErased.class))
        .containsExactly(
            new CameraFact.PictureErased(1, "its time is over"),
            new CameraFact.PictureErased(2, "its time is over"));
  }

  @Test
  void whatALostJournalKnewOfIsRecordedBeforeItIsErased() {
    folder.addAll(List.of(3L, 4L));
    stuck = true;
    tell(new TimeEvent.Restarted(1, "new"));
    assertThat(facts(CameraFact.class))
        .containsExactly(new CameraFact.PictureFound(3), new CameraFact.PictureFound(4));
    assertThat(facts(CameraFact.PictureFound.class)).allMatch(Fact::isClaim);
    stuck = false;
    after(10 * MINUTE);
    assertThat(folder).isEmpty();
    String why = "nothing is recorded of it";
    assertThat(facts(CameraFact.PictureErased.class))
        .containsExactly(
            new CameraFact.PictureErased(3, why), new CameraFact.PictureErased(4, why));
    tampered();
    assertThat(asked).as("no number twice").containsExactly(5L);
  }

  @Test
  void everyScreenSaysThatThereIsACamera() {
    tell(new TimeEvent.TimePassed());
    var screens = new TreeSet<String>();
    for (Event event :
        new Event[] {
          new TimeEvent.TimePassed(),
          new VisitEvent.CardTapped(Tale.ALICE),
          new CentreEvent.PatronAnswered(kiosk.visits().asked() + 1, new Verdict.Welcome(3)),
          new VisitEvent.Touched(new VisitEvent.Intent.Finish()),
          new HealthEvent.FireChanged(true)
        }) {
      tell(event);
      screens.add(kiosk.said().screen().orElseThrow().name());
      assertThat(notices()).contains("notice.camera");
    }
    assertThat(screens).contains("attract", "asking", "emergency").hasSizeGreaterThan(3);
  }
}
