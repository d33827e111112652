package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.IntakeEvent.Ending;
import org.shuyi.kiosk.kernel.PowerEvent.Supply;
import org.shuyi.kiosk.kernel.PowerEvent.SupplyChanged;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;

/** What moves when the battery is low comes to its end before the program does. */
class EndingMotionsTest {
  private static final TagId FIVE = Tale.tag(5);

  @Test
  void aBookOnTheBeltFallsIntoItsBinAndIsCreditedBeforeTheEnd() {
    var slot = new ReturnTale();
    var tale = slot.tale;
    slot.puts().reads(21);
    tale.tell(new CentreEvent.ItemAnswered(slot.intake().asks(), new ItemVerdict.IntoBin(1)));
    assertThat(slot.stage()).isEqualTo("Sorting");
    runsLow(tale);
    slot.after(2_000);
    assertThat(slot.stage()).isEqualTo("Sorting");
    assertThat(halts(tale)).as("on its way").isZero();
    slot.fell(1);
    assertThat(halts(tale)).as("fallen, and still moving").isZero();
    tale.forget();
    slot.ends(Ending.DONE);
    assertThat(tale.facts(IntakeFact.TakenBack.class)).hasSize(1);
    assertThat(slot.moves()).isEmpty();
    assertThat(halts(tale)).isEqualTo(1);
  }

  @Test
  void aTagThatIsBeingWrittenIsWrittenBeforeTheEnd() {
    for (boolean written : List.of(true, false)) {
      var tale = Tale.inService();
      tale.admitted(Tale.ALICE, 5).opens(Tale.DOOR_1).closes(Tale.DOOR_1);
      var tags = new TreeMap<TagId, Reading>();
      for (int book : List.of(1, 2, 3)) tags.put(Tale.tag(book), Tale.surely(book));
      tags.put(FIVE, new Reading(5, new Content.Book(Tale.item(5), true), false));
      tale.read(Tale.DOOR_1, tags);
      assertThat(tale.effects(Effect.Mark.class)).hasSize(1);
      runsLow(tale);
      tale.after(2_000).after(20_000);
      assertThat(halts(tale)).as("it is being written").isZero();
      tale.tell(new ShelfEvent.MarkEnded(Tale.DOOR_1, FIVE, written, written ? "" : "no answer"));
      assertThat(halts(tale)).isEqualTo(1);
      assertThat(tale.kiosk.fittings().marks().doubtful().isEmpty()).isEqualTo(written);
    }
  }

  @Test
  void aMotionWhoseEndNobodyTellsIsNotWaitedForTooLong() {
    var slot = new ReturnTale();
    slot.puts().reads(21);
    runsLow(slot.tale);
    slot.after(2_000).after(29_999);
    assertThat(halts(slot.tale)).isZero();
    slot.after(1);
    assertThat(halts(slot.tale)).isEqualTo(1);
  }

  private static void runsLow(Tale tale) {
    tale.tell(new SupplyChanged(Supply.BATTERY)).tell(new SupplyChanged(Supply.BATTERY_LOW));
  }

  private static long halts(Tale tale) {
    return tale.effects(Effect.Halt.class).size();
  }
}
