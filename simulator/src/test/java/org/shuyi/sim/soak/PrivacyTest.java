package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Outbox;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.visit.Visit;

/** The judge of privacy has teeth, also where the station's own visit is what is wrong. */
class PrivacyTest {
  private static final DoorId DOOR = new DoorId("1");
  private static final TagId TAG = new TagId("E0040100C0FFEE01");
  private static final Item ITEM = new Item("1008", "CN-1", "The Journey", 16);
  private static final PatronToken ALICE = new PatronToken("%032x".formatted(1));
  private static final PatronToken BOB = new PatronToken("%032x".formatted(2));

  private final Privacy privacy = new Privacy(List.of(ALICE.hex(), BOB.hex()));

  private static ShelfFact loan(long visit, PatronToken patron) {
    return new ShelfFact.Loaned(
        visit, patron, TAG, ITEM, DOOR, Instant.EPOCH, true, 30, false, List.of());
  }

  /** A station whose visit has the item in hand, whoever took it. */
  private static Kiosk inside(long visit, PatronToken patron, Visit.Handed.Kind kind) {
    var doors = new TreeMap<DoorId, Plan.DoorPlan>();
    var kiosk = Kiosk.fresh(Plan.cabinet(doors), new Outbox(0, 0));
    var handed = new TreeMap<TagId, Visit.Handed>();
    handed.put(TAG, new Visit.Handed(kind, ITEM, ""));
    var now = new Visit.Inside(visit, patron, false, 5, 0, false, true, handed);
    return kiosk.with(kiosk.visits().with(now));
  }

  private static Optional<Screen> receipt(Kiosk kiosk, String kind, String title) {
    var line = new Screen.Line(kind, title, Screen.Phrase.of("line"));
    return Optional.of(
        new Screen(
            "receipt",
            kiosk.plan().languages().getFirst(),
            Screen.Phrase.of("title"),
            Screen.Phrase.of("hint"),
            List.of(),
            List.of(line),
            List.of(),
            List.of(),
            false,
            Optional.empty()));
  }

  @Test
  void aPatronReadsWhatIsOnRecordForThatVisit() {
    privacy.recorded(loan(1, ALICE));
    var kiosk = inside(1, ALICE, Visit.Handed.Kind.LOANED);
    assertThatCode(() -> privacy.turned(kiosk, receipt(kiosk, "loaned", ITEM.title())))
        .doesNotThrowAnyException();
  }

  @Test
  void aVisitThatInheritedWhatTheLastOneHadInHandIsFound() {
    privacy.recorded(loan(1, ALICE));
    var kiosk = inside(2, BOB, Visit.Handed.Kind.LOANED);
    assertThatThrownBy(() -> privacy.turned(kiosk, receipt(kiosk, "loaned", ITEM.title())))
        .isInstanceOf(Violation.class);
  }

  @Test
  void aLoanThatIsToldAsAReturnIsFound() {
    privacy.recorded(loan(1, ALICE));
    var kiosk = inside(1, ALICE, Visit.Handed.Kind.RETURNED);
    assertThatThrownBy(() -> privacy.turned(kiosk, receipt(kiosk, "returned", ITEM.title())))
        .isInstanceOf(Violation.class);
  }

  @Test
  void whatIsUnclearIsInNoRecordAndMayBeShownToWhoeverHasItInHand() {
    var kiosk = inside(1, ALICE, Visit.Handed.Kind.UNCLEAR);
    assertThatCode(() -> privacy.turned(kiosk, receipt(kiosk, "unclear", ITEM.title())))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> privacy.turned(kiosk, receipt(kiosk, "unclear", "Another")))
        .isInstanceOf(Violation.class);
  }

  @Test
  void aTokenOnTheScreenIsFound() {
    privacy.recorded(loan(1, ALICE));
    var kiosk = inside(1, ALICE, Visit.Handed.Kind.LOANED);
    var told = receipt(kiosk, "loaned", ITEM.title()).orElseThrow();
    var screen =
        new Screen(
            told.name(),
            told.language(),
            Screen.Phrase.of("hello", BOB.hex()),
            told.hint(),
            told.doors(),
            told.lines(),
            told.buttons(),
            told.notices(),
            told.offline(),
            told.endsAt());
    assertThatThrownBy(() -> privacy.turned(kiosk, Optional.of(screen)))
        .isInstanceOf(Violation.class);
  }
}
