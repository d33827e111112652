package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.policy.Verdict;
import org.shuyi.kiosk.kernel.visit.Visit;

/** The end of a visit, and that nothing of one patron reaches the next. */
class HandOverTest {
  private static final int HAND_OVERS = 10_000;

  private final Tale tale = Tale.inService();
  private final Random random = new Random(35);

  /** What lies behind each door, in truth. */
  private final Map<DoorId, SortedSet<Integer>> shelves = new TreeMap<>();

  /** Who moved a book last, in truth. */
  private final Map<TagId, PatronToken> moved = new TreeMap<>();

  /** Titles of what this patron moved. */
  private final SortedSet<String> own = new TreeSet<>();

  private final SortedSet<Integer> away = new TreeSet<>();
  private PatronToken patron = ALICE;
  private boolean spoke;
  private int linesSeen;

  @Test
  void silenceIsCountedOnlyWhileEveryDoorIsClosed() {
    tale.admitted(ALICE, 5).opens(DOOR_1).after(300_000);
    assertThat(tale.screen()).isEqualTo("doors-open");
    tale.closes(DOOR_1).counted(DOOR_1, 1, 2, 3);
    assertThat(tale.after(14_999).screen()).isEqualTo("choose-door");
    assertThat(tale.after(1).screen()).isEqualTo("still-there");
    assertThat(tale.after(6_999).screen()).isEqualTo("still-there");
    assertThat(tale.after(1).screen()).isEqualTo("attract");
    assertThat(tale.facts(VisitFact.VisitEnded.class)).hasSize(1);
  }

  @Test
  void aTouchAnswersTheQuestionAndTheTimeBeginsAnew() {
    tale.admitted(ALICE, 5).after(15_000);
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.Stay()));
    assertThat(tale.screen()).isEqualTo("choose-door");
    assertThat(tale.after(14_999).screen()).isEqualTo("choose-door");
    assertThat(tale.after(1).screen()).isEqualTo("still-there");
  }

  /**
   * Ten thousand patrons, one after the other, each with a language, doors and books of their own;
   * visits end by a touch, by silence, by the next card on the receipt, and by a power cut with a
   * door open. Speech is made of the screen and of nothing else.
   */
  @Test
  void nothingOfOnePatronReachesTheNextInTenThousandHandOvers() {
    shelves.put(DOOR_1, new TreeSet<>(List.of(1, 2, 3)));
    shelves.put(DOOR_2, new TreeSet<>(List.of(4)));
    for (int n = 1; n <= HAND_OVERS; n++) {
      patron = new PatronToken("%032x".formatted(n));
      own.clear();
      spoke = false;
      long askedBefore = tale.kiosk.visits().asked();
      tell(new VisitEvent.CardTapped(patron));
      if (tale.kiosk.visits().now() instanceof Visit.Asking) {
        tell(new CentreEvent.PatronAnswered(askedBefore, new Verdict.Refused("blocked")));
        tell(new CentreEvent.PatronAnswered(tale.kiosk.visits().asked(), new Verdict.Welcome(9)));
      }
      assertThat(tale.kiosk.visits().now()).as("patron %d", n).isInstanceOf(Visit.Inside.class);
      if (random.nextInt(3) == 0) {
        spoke = true;
        tell(new VisitEvent.Touched(new VisitEvent.Intent.Speak("en")));
      }
      for (int doors = random.nextInt(3); doors > 0 && isInside(); doors--) visitDoor();
      leave();
      tale.tell(new CentreEvent.Applied(tale.kiosk.outbox().recorded(), List.of()));
    }
    assertThat(linesSeen).as("lines of receipts that were looked at").isGreaterThan(HAND_OVERS / 2);
  }

  private void visitDoor() {
    boolean first = random.nextBoolean();
    DoorId door = first ? DOOR_1 : DOOR_2;
    DoorId other = first ? DOOR_2 : DOOR_1;
    tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(door)));
    if (tale.effects(Effect.Unlock.class).isEmpty()) return;
    tell(new ShelfEvent.BoltPulled(door, ShelfEvent.Pull.DONE, ""));
    tell(new ShelfEvent.DoorOpened(door));
    SortedSet<Integer> shelf = shelves.get(door);
    if (shelf == null) throw new IllegalStateException();
    for (int moves = random.nextInt(4); moves > 0; moves--) move(shelf);
    boolean cut = random.nextInt(10) == 0;
    if (cut) {
      tell(new TimeEvent.Restarted(2, "cut"));
      for (DeviceId device : List.of(Tale.LOCKS, Tale.reader(DOOR_1), Tale.reader(DOOR_2))) {
        tell(new HealthEvent.DeviceChanged(device, new DeviceHealth.Ready()));
      }
      tell(new CentreEvent.LinkChanged(true));
      tell(new ShelfEvent.DoorSensed(other, DoorContact.CLOSED));
      count(other);
      tell(new ShelfEvent.DoorSensed(door, DoorContact.CLOSED));
    } else {
      tell(new ShelfEvent.DoorClosed(door));
    }
    count(door);
  }

  private void move(SortedSet<Integer> shelf) {
    boolean take = away.isEmpty() || (!shelf.isEmpty() && random.nextBoolean());
    if (take && shelf.isEmpty()) return;
    SortedSet<Integer> from = take ? shelf : away;
    int book = List.copyOf(from).get(random.nextInt(from.size()));
    from.remove(book);
    (take ? away : shelf).add(book);
    moved.put(Tale.tag(book), patron);
    own.add(Tale.item(book).title());
  }

  private void count(DoorId door) {
    var tags = new TreeMap<TagId, Reading>();
    for (int book : shelves.getOrDefault(door, new TreeSet<>())) {
      tags.put(Tale.tag(book), Tale.surely(book));
    }
    tell(new ShelfEvent.ShelfRead(door, tale.kiosk.shelf().counts(), 5, tags));
  }

  private void leave() {
    if (isInside() && random.nextInt(4) != 0) {
      tell(new VisitEvent.Touched(new VisitEvent.Intent.Finish()));
    }
    while (isInside()) {
      tale.ticks = tale.kiosk.wakeAt();
      tell(new TimeEvent.TimePassed());
    }
    // A receipt may still be shown when the next card comes.
    if (tale.kiosk.visits().now() instanceof Visit.Leaving && random.nextBoolean()) return;
    while (!(tale.kiosk.visits().now() instanceof Visit.Nobody)) {
      tale.ticks = tale.kiosk.wakeAt();
      tell(new TimeEvent.TimePassed());
    }
  }

  private boolean isInside() {
    return tale.kiosk.visits().now() instanceof Visit.Inside;
  }

  private void tell(Event event) {
    tale.ticks += random.nextInt(200);
    tale.forget().tell(event);
    Screen screen = tale.kiosk.said().screen().orElseThrow();
    linesSeen += screen.lines().size();
    for (Screen.Line line : screen.lines()) {
      assertThat(own).as("%s after %s", screen, event).contains(line.title());
    }
    if (!spoke) assertThat(screen.language()).as("%s", event).isEqualTo("zh-CN");
    if (screen.name().equals("attract")) {
      assertThat(screen.language()).isEqualTo("zh-CN");
      assertThat(screen.lines()).isEmpty();
    }
    for (Fact fact : tale.facts) {
      if (fact instanceof ShelfFact.Loaned loan) {
        assertThat(loan.patron()).as("%s", loan).isEqualTo(moved.get(loan.tag()));
      }
      if (fact instanceof ShelfFact.Returned back) {
        assertThat(back.patron()).as("%s", back).isEqualTo(moved.get(back.tag()));
      }
    }
  }
}
