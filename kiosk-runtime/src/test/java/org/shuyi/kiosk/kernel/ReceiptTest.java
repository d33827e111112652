package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.BOB;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.health.DeviceHealth;

/** A receipt on paper: offered where it can be had, meant once, and waited for by nobody. */
class ReceiptTest {
  private static final Event PRINT = new VisitEvent.Touched(new Intent.Print());

  private final Tale tale =
      Tale.inService().tell(health(new DeviceHealth.Ready())).tell(stands(true));

  @Test
  void whoeverBorrowedMayHaveAReceiptThatNamesNobody() {
    borrow().tell(PRINT);
    assertThat(tale.facts(ReceiptFact.class)).containsExactly(new ReceiptFact.ReceiptMeant(1));
    assertThat(tale.effects(Effect.PrintReceipt.class))
        .singleElement()
        .satisfies(
            receipt -> {
              assertThat(receipt.job()).isEqualTo(1);
              assertThat(receipt.lines()).extracting(Screen.Line::title).containsExactly("Title 1");
              assertThat(receipt.toString()).doesNotContain(ALICE.hex());
            });
    assertThat(hint()).isEqualTo("receipt.printing.hint");
    tale.after(2_000).tell(new ReceiptEvent.Printed(1));
    assertThat(tale.facts(ReceiptFact.class)).last().isEqualTo(new ReceiptFact.ReceiptPrinted(1));
    assertThat(hint()).isEqualTo("receipt.printed.hint");
    tale.after(11_999);
    assertThat(tale.screen()).isEqualTo("receipt");
    tale.after(1);
    assertThat(tale.screen()).isEqualTo("attract");
  }

  @Test
  void oneVisitHasOneReceipt() {
    borrow().tell(PRINT).tell(PRINT).tell(new ReceiptEvent.Printed(1)).tell(PRINT);
    assertThat(tale.effects(Effect.PrintReceipt.class)).hasSize(1);
    assertThat(offered()).isFalse();
  }

  @Test
  void itIsOfferedWhereAPrinterPrintsAndSomethingChangedHands() {
    borrow();
    assertThat(offered()).isTrue();
    for (Event event : List.of(stands(false), health(new DeviceHealth.Lost("silent")))) {
      tale.tell(event);
      assertThat(offered()).as("%s", event).isFalse();
      tale.forget().tell(PRINT);
      assertThat(tale.effects(Effect.PrintReceipt.class)).isEmpty();
      tale.tell(stands(true)).tell(health(new DeviceHealth.Degraded("the paper is near its end")));
      assertThat(offered()).isTrue();
    }
    tale.tell(new PowerEvent.SupplyChanged(PowerEvent.Supply.BATTERY));
    assertThat(offered()).isFalse();
    tale.tell(new PowerEvent.SupplyChanged(PowerEvent.Supply.MAINS));
    tale.after(20_000).admitted(BOB, 5).tell(new VisitEvent.Touched(new Intent.Finish()));
    assertThat(tale.screen()).isEqualTo("receipt");
    assertThat(offered()).as("nothing changed hands").isFalse();
  }

  @Test
  void outOfPaperTheLoanStandsAndThePatronIsTold() {
    borrow().tell(PRINT).tell(new ReceiptEvent.NotPrinted(1, true, "out of paper"));
    assertThat(tale.facts(ReceiptFact.class))
        .last()
        .isEqualTo(new ReceiptFact.ReceiptNotPrinted(1, "out of paper"));
    assertThat(hint()).isEqualTo("receipt.no-paper.hint");
    assertThat(tale.facts(ShelfFact.Loaned.class)).hasSize(1);
    assertThat(tale.facts(VisitFact.VisitEnded.class)).hasSize(1);
  }

  @Test
  void aPrinterThatSaysNothingIsWaitedForTenSecondsAndItsLateWordIsNoted() {
    borrow().tell(PRINT).after(9_999);
    assertThat(hint()).isEqualTo("receipt.printing.hint");
    tale.after(1);
    assertThat(hint()).isEqualTo("receipt.not-printed.hint");
    assertThat(tale.facts(ReceiptFact.ReceiptNotPrinted.class)).hasSize(1);
    tale.forget().tell(new ReceiptEvent.Printed(1)).tell(new ReceiptEvent.Printed(7));
    assertThat(tale.facts).isEmpty();
    assertThat(hint()).isEqualTo("receipt.not-printed.hint");
  }

  @Test
  void theNextCardMayBeTappedWhileItIsPrinted() {
    borrow().tell(PRINT).admitted(BOB, 5);
    assertThat(tale.screen()).isEqualTo("choose-door");
    tale.opens(DOOR_1).closes(DOOR_1).counted(DOOR_1, 3);
    assertThat(offered()).isTrue();
    assertThat(hint()).isEqualTo("receipt.hint");
    tale.tell(PRINT).tell(new ReceiptEvent.NotPrinted(1, true, "out of paper"));
    assertThat(hint()).as("another's").isEqualTo("receipt.printing.hint");
    tale.tell(new ReceiptEvent.Printed(2));
    assertThat(tale.facts(ReceiptFact.class))
        .containsExactly(
            new ReceiptFact.ReceiptMeant(1),
            new ReceiptFact.ReceiptMeant(2),
            new ReceiptFact.ReceiptNotPrinted(1, "out of paper"),
            new ReceiptFact.ReceiptPrinted(2));
  }

  @Test
  void afterARestartNobodyKnowsAndNothingIsPrintedAgain() {
    borrow().tell(PRINT).forget().tell(new TimeEvent.Restarted(2, "not ordered")).devicesUp();
    tale.tell(health(new DeviceHealth.Ready()))
        .tell(stands(true))
        .tell(new ReceiptEvent.Printed(1));
    assertThat(tale.effects(Effect.PrintReceipt.class)).isEmpty();
    assertThat(tale.facts(ReceiptFact.class))
        .containsExactly(
            new ReceiptFact.ReceiptNotPrinted(
                1, "the program ended; whether it was printed is not known"));
    tale.sensed(DOOR_1, DoorContact.CLOSED).counted(DOOR_1, 2, 3);
    tale.tell(new CentreEvent.LinkChanged(true)).admitted(BOB, 5).opens(DOOR_1).closes(DOOR_1);
    tale.counted(DOOR_1, 3).tell(PRINT);
    assertThat(tale.effects(Effect.PrintReceipt.class))
        .extracting(Effect.PrintReceipt::job)
        .containsExactly(2L);
  }

  @Test
  void anEmergencyPrintsNothing() {
    borrow().tell(new HealthEvent.FireChanged(true)).tell(PRINT);
    assertThat(tale.effects(Effect.PrintReceipt.class)).isEmpty();
  }

  /** Alice takes book 1, and her visit ends. */
  private Tale borrow() {
    tale.admitted(ALICE, 5).opens(DOOR_1).closes(DOOR_1).counted(DOOR_1, 2, 3);
    assertThat(tale.screen()).isEqualTo("receipt");
    return tale;
  }

  private boolean offered() {
    return screen().buttons().stream().anyMatch(b -> b.intent().equals(new Intent.Print()));
  }

  private String hint() {
    return screen().hint().key();
  }

  private Screen screen() {
    return tale.kiosk.said().screen().orElseThrow();
  }

  private static Event stands(boolean prints) {
    return new ReceiptEvent.PrinterStands(prints);
  }

  private static Event health(DeviceHealth health) {
    return new HealthEvent.DeviceChanged(Tale.PRINTER, health);
  }
}
