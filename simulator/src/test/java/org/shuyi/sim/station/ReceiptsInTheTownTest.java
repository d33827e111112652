package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Stock;
import org.shuyi.sim.world.World;

/** A printer in a whole station: what lies in its tray, and what does not. */
class ReceiptsInTheTownTest {
  private static final DoorId ONE = new DoorId("1");
  private static final Person WANG = new Person("Wang");

  private final VirtualTown town =
      new VirtualTown(
          new VirtualTown.Plan(
              1,
              Cabinet.usual(Cabinet.Board.KERONG).with(Extra.PRINTER),
              10_000,
              CourierSettings.desk(),
              Instant.parse("2026-11-22T06:00:00Z")),
          Rules.usual(new TreeMap<>()),
          Patrons.none().with(VirtualTown.token("wang"), new Patron(5, Standing.GOOD)),
          "command-");

  private final World world = town.world();
  private final VirtualStation station = town.station();
  private final List<Book> books = Stock.orderly();

  @BeforeEach
  void open() {
    for (Book book : books.subList(0, 2)) world.stock(book, town.shelf(1));
    station.powerOn();
    after(20_000);
  }

  @Test
  void theReceiptSaysStationTimeTitleAndDueDateAndNobodysName() {
    borrow(books.get(0));
    station.touch(new Intent.Print());
    after(5_000);
    assertThat(hint()).isEqualTo("receipt.printed.hint");
    List<String> slip = town.paper().slips().getFirst();
    assertThat(slip).anyMatch(line -> line.contains("town/cabinet-1"));
    assertThat(slip).anyMatch(line -> line.contains("2026-11-22 14:0"));
    assertThat(slip).anyMatch(line -> line.contains(books.get(0).title()));
    assertThat(slip).anyMatch(line -> line.contains("2026年12月22日"));
    assertThat(String.join("\n", slip))
        .doesNotContainIgnoringCase("wang")
        .doesNotContain(VirtualTown.token("wang").substring(0, 6));
  }

  @Test
  void outOfPaperInTheMiddleTheLoanStandsTheJobEndsInTimeAndTheAlarmIsRaisedOnceAndClears() {
    town.paper().refill(3);
    after(5_000);
    borrow(books.get(0));
    station.touch(new Intent.Print());
    after(10_000);
    assertThat(hint()).isEqualTo("receipt.no-paper.hint");
    assertThat(town.paper().slips()).isEmpty();
    assertThat(town.paper().hanging()).isNotEmpty();
    assertThat(text("loaned")).hasSize(1);
    after(300_000);
    assertThat(text("receipt-not-printed")).containsExactly("job=1 why=\"out of paper\"");
    var took = Duration.between(at("receipt-meant"), at("receipt-not-printed"));
    assertThat(took).isLessThan(Duration.ofSeconds(10));
    assertThat(town.centre().books().loansApplied()).isEqualTo(1);
    assertThat(said()).isEqualTo("degraded: out of paper");
    assertThat(outOfPaper()).isEqualTo(1);
    town.paper().refill(2_000);
    after(60_000);
    assertThat(said()).isEqualTo("ready");
    assertThat(outOfPaper()).isEqualTo(1);
    borrow(books.get(1));
    station.touch(new Intent.Print());
    after(5_000);
    assertThat(town.paper().slips()).last().asString().contains(books.get(1).title());
  }

  @Test
  void aCutBetweenTheIntentAndThePaperNeverPrintsTwice() {
    int cut = 0;
    for (boolean lines : List.of(true, false)) {
      int before = town.paper().slips().size();
      borrow(books.get(cut++));
      var cuts = new AtReceipt(lines);
      station.watch(cuts);
      station.cuts(cuts);
      station.touch(new Intent.Print());
      after(5_000);
      assertThat(station.isUp()).isFalse();
      station.cuts(Cuts.NEVER);
      station.watch(Probe.NONE);
      station.powerOn();
      after(120_000);
      assertThat(screen()).isEqualTo("attract");
      assertThat(town.paper().slips().size() - before).isLessThanOrEqualTo(1);
      assertThat(text("receipt-meant")).hasSize(cut);
      assertThat(text("receipt-not-printed"))
          .hasSize(cut)
          .last()
          .asString()
          .contains("whether it was printed is not known");
    }
  }

  /** Cuts the power when a receipt is meant and durable, before or after it was handed out. */
  private static final class AtReceipt implements Cuts, Probe {
    private final boolean handedOut;
    private boolean meant;

    AtReceipt(boolean handedOut) {
      this.handedOut = handedOut;
    }

    @Override
    public boolean cutAt(Boundary boundary) {
      return handedOut
          ? meant && boundary == Boundary.AFTER_TURN
          : boundary == Boundary.AFTER_FLUSH;
    }

    @Override
    public boolean linesAreQuicker() {
      return handedOut;
    }

    @Override
    public void told(Event event) {}

    @Override
    public void acts(Effect effect) {
      meant |= effect instanceof Effect.PrintReceipt;
    }

    @Override
    public void turned(Kiosk kiosk) {}

    @Override
    public void outOfOrder(String why) {}
  }

  @Test
  void theNextVisitBeginsWhileTheReceiptIsPrinted() {
    borrow(books.get(0));
    station.touch(new Intent.Print());
    world.scanCode("wang");
    after(1_500);
    assertThat(screen()).isEqualTo("choose-door");
    after(8_000);
    assertThat(town.paper().slips()).hasSize(1);
    assertThat(station.kiosk().fittings().receipts().open()).isEmpty();
  }

  private void borrow(Book book) {
    world.scanCode("wang");
    after(3_000);
    station.touch(new Intent.OpenDoor(ONE));
    after(1_000);
    assertThat(world.openDoor(1).done()).isTrue();
    world.takeBook(WANG, book);
    world.closeDoor(1);
    for (int i = 0; i < 40 && !screen().equals("receipt"); i++) after(250);
    assertThat(screen()).isEqualTo("receipt");
    assertThat(shown().orElseThrow().buttons())
        .extracting(Screen.Button::intent)
        .contains(new Intent.Print());
  }

  private List<String> text(String kind) {
    return town.journal().tail(300).stream()
        .filter(line -> line.kind().equals(kind))
        .map(TailLine::text)
        .toList();
  }

  private Instant at(String kind) {
    return town.journal().tail(300).stream()
        .filter(line -> line.kind().equals(kind))
        .map(TailLine::time)
        .findFirst()
        .orElseThrow();
  }

  private long outOfPaper() {
    return text("device-became").stream().filter(line -> line.contains("out of paper")).count();
  }

  private Optional<Screen> shown() {
    return station.screen();
  }

  private String screen() {
    return shown().map(Screen::name).orElse("dark");
  }

  private String hint() {
    return shown().orElseThrow().hint().key();
  }

  /** What the centre last heard of the printer. */
  private String said() {
    var status = town.centre().status(VirtualTown.address()).orElseThrow();
    return status.path("devices").path("printer").asText();
  }

  private void after(long millis) {
    town.time().run(town.time().now() + millis);
  }
}
