package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.printer.PrinterCommand;
import org.shuyi.devices.printer.PrinterCommand.Print;
import org.shuyi.devices.printer.PrinterNotice;
import org.shuyi.devices.printer.PrinterNotice.Changed;
import org.shuyi.devices.printer.PrinterNotice.NotPrinted;
import org.shuyi.devices.printer.PrinterNotice.Printed;
import org.shuyi.devices.printer.PrinterNotice.Why;
import org.shuyi.devices.printer.PrinterState;
import org.shuyi.devices.printer.PrinterState.Paper;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.PaperRoll;

/** What every driver of a receipt printer promises. */
abstract class PrinterContract extends PortContract<PrinterCommand, PrinterNotice> {
  private static final int FULL = 10_000;
  private static final long ENDS_WITHIN = 10_000;
  private static final PrinterState WELL = new PrinterState(Paper.THERE, false, "");
  private static final PrinterState NO_PAPER = new PrinterState(Paper.OUT, false, "");

  /** A printer with this roll in it. */
  abstract Peer peer(PaperRoll roll, long seed);

  /** What reached the printer that is neither text nor a command of a receipt. */
  abstract List<String> strange(Peer peer);

  /** A printer, its roll and its driver. */
  private final class Counter {
    final PaperRoll roll = new PaperRoll(FULL);
    final Rig<PrinterCommand, PrinterNotice> rig;
    private long jobs;

    Counter(long seed) {
      rig = new Rig<>(new VirtualTime(), driver(Given.of()), peer(roll, seed), 0);
    }

    Counter begin() {
      rig.begin();
      rig.run(500);
      return this;
    }

    /** Asks for a receipt that bears its own number. */
    long print(String... lines) {
      long job = ++jobs;
      var all = new ArrayList<>(List.of("receipt " + job));
      all.addAll(List.of(lines));
      rig.want(new Print(job, all));
      return job;
    }

    long printLong() {
      var lines = new String[40];
      for (int i = 0; i < lines.length; i++) lines[i] = "line " + i;
      return print(lines);
    }

    void with(Runnable hand) {
      rig.line.touch(now -> hand.run());
    }

    List<PrinterNotice> ends() {
      return rig.told(PrinterNotice.class).stream()
          .filter(notice -> !(notice instanceof Changed))
          .toList();
    }
  }

  private Counter counter() {
    return new Counter(1).begin();
  }

  @Override
  final Rig<PrinterCommand, PrinterNotice> rig(long seed) {
    return new Counter(seed).rig;
  }

  @Override
  final void work(Rig<PrinterCommand, PrinterNotice> rig) {
    rig.want(new Print(1, List.of("a receipt", "of two lines")));
  }

  @Test
  void aReceiptIsPrintedWholeAndToldOnce() {
    var counter = counter();
    long job = counter.print("《三体》 2026-12-20", "War and Peace", "囍 ¥ 10.00");
    counter.rig.run(3_000);
    assertThat(counter.ends()).containsExactly(new Printed(job));
    assertThat(counter.roll.slips())
        .containsExactly(List.of("receipt 1", "《三体》 2026-12-20", "War and Peace", "囍 ¥ 10.00"));
    assertThat(strange(counter.rig.peer)).isEmpty();
  }

  @Test
  void receiptsThatWaitArePrintedInTheirOrderEachOnItsOwnSlip() {
    var counter = counter();
    for (int i = 0; i < 3; i++) counter.print("a book");
    counter.rig.run(9_000);
    assertThat(counter.ends()).containsExactly(new Printed(1), new Printed(2), new Printed(3));
    assertThat(counter.roll.slips())
        .containsExactly(
            List.of("receipt 1", "a book"),
            List.of("receipt 2", "a book"),
            List.of("receipt 3", "a book"));
  }

  @Test
  void noControlCharacterOfATitleReachesThePrinter() {
    var counter = counter();
    counter.print("a\u001bp\u0000\u0019\u0019b", "\u0010\u0005\u0002", "c\nd\u001dV\u0000\u0085");
    counter.rig.run(5_000);
    assertThat(strange(counter.rig.peer)).isEmpty();
    assertThat(counter.roll.slips()).hasSize(1);
    assertThat(counter.roll.slips().getFirst()).containsExactly("receipt 1", "a p   b", "c d V  ");
    assertThat(counter.ends()).containsExactly(new Printed(1));
  }

  @Test
  void aPrinterThatRunsOutOfPaperInTheMiddleOfAReceiptTellsItAndAlarmsOnce() {
    var counter = counter();
    counter.with(() -> counter.roll.refill(12));
    counter.rig.run(2_000);
    counter.rig.forget();
    long job = counter.printLong();
    counter.rig.run(ENDS_WITHIN);
    assertThat(counter.ends()).hasSize(1);
    assertThat(counter.ends().getFirst())
        .isEqualTo(new NotPrinted(job, Why.NO_PAPER, "out of paper"));
    counter.rig.run(600_000);
    assertThat(counter.rig.told(Changed.class)).containsExactly(new Changed(NO_PAPER));
    counter.rig.forget();
    counter.with(() -> counter.roll.refill(FULL));
    counter.rig.run(5_000);
    assertThat(counter.rig.told(Changed.class)).containsExactly(new Changed(WELL));
    assertThat(counter.ends()).isEmpty();
  }

  @Test
  void afterAnInterruptedReceiptTheNextHasASlipOfItsOwn() {
    for (int left = 1; left < 40; left += 7) {
      var counter = counter();
      int lines = left;
      counter.with(() -> counter.roll.refill(lines));
      counter.printLong();
      counter.rig.run(8_000);
      counter.with(() -> counter.roll.refill(FULL));
      counter.rig.run(8_000);
      long next = counter.print("a book");
      counter.rig.run(9_000);
      assertThat(counter.ends()).endsWith(new Printed(next));
      assertThat(counter.roll.slips().getLast()).containsExactly("receipt " + next, "a book");
    }
  }

  @Test
  void paperNearItsEndIsToldAndPrintingGoesOn() {
    var counter = counter();
    counter.with(() -> counter.roll.refill(90));
    counter.rig.run(3_000);
    long job = counter.print("a book");
    counter.rig.run(3_000);
    assertThat(counter.ends()).containsExactly(new Printed(job));
    assertThat(counter.rig.told(Changed.class))
        .containsExactly(
            new Changed(WELL), new Changed(new PrinterState(Paper.NEAR_END, false, "")));
  }

  @Test
  void anOpenCoverAndAStuckCutterEndTheReceiptAndAreTold() {
    var counter = counter();
    counter.printLong();
    counter.rig.run(300);
    counter.with(() -> counter.roll.cover(true));
    counter.rig.run(3_000);
    assertThat(counter.ends())
        .containsExactly(new NotPrinted(1, Why.COVER_OPEN, "the cover is open"));
    counter.with(() -> counter.roll.cover(false));
    counter.rig.run(9_000);
    counter.with(() -> counter.roll.cutter(true));
    counter.rig.run(3_000);
    counter.rig.forget();
    counter.print("a book");
    counter.rig.run(100);
    assertThat(counter.ends()).hasSize(1);
    assertThat(((NotPrinted) counter.ends().getFirst()).why()).isEqualTo(Why.FAULT);
  }

  @Test
  void aReceiptThatComesLateIsNotPrinted() {
    var counter = counter();
    counter.rig.wantedEarlier(new Print(1, List.of("a book")), ENDS_WITHIN);
    counter.rig.run(ENDS_WITHIN);
    assertThat(counter.ends()).hasSize(1);
    assertThat(((NotPrinted) counter.ends().getFirst()).why()).isEqualTo(Why.LATE);
    assertThat(counter.roll.slips()).isEmpty();
  }

  @Test
  void aPrinterThatFallsSilentEndsTheReceiptWithinTenSeconds() {
    for (int at = 0; at < 900; at += 70) {
      var counter = counter();
      counter.printLong();
      counter.rig.run(at);
      counter.rig.faults().add(new Fault.Mute(Fault.FOR_EVER));
      counter.rig.run(ENDS_WITHIN);
      assertThat(counter.ends()).hasSize(1);
      assertThat(counter.rig.lost()).isTrue();
    }
  }

  @Test
  void answersInAnyPiecesDoubledAndDelayedAreUnderstood() {
    for (Pieces manner : List.of(Pieces.SINGLE, Pieces.DOUBLED, Pieces.byChance(3))) {
      var counter = counter();
      counter.rig.inPieces(manner);
      long job = counter.print("a book");
      counter.rig.run(5_000);
      assertThat(counter.ends()).containsExactly(new Printed(job));
    }
    var slow = counter();
    slow.rig.faults().add(new Fault.Late(300, Fault.FOR_EVER));
    long job = slow.print("a book");
    slow.rig.run(8_000);
    assertThat(slow.ends()).containsExactly(new Printed(job));
  }

  @Test
  void everyReceiptEndsOnceWithinTenSecondsAndNoneIsPrintedTwiceWhateverHappens() {
    for (int seed = 1; seed <= 60; seed++) {
      var counter = new Counter(seed).begin();
      var random = new Random(seed);
      for (int i = 0; i < 15; i++) {
        counter.rig.forget();
        if (random.nextBoolean()) counter.printLong();
        else counter.print("a book");
        long asked = counter.rig.time.now();
        counter.rig.run(random.nextInt(1_500));
        happen(counter, random);
        counter.rig.run(ENDS_WITHIN + asked - counter.rig.time.now());
        assertThat(counter.ends()).as("seed %d, receipt %d", seed, i).hasSize(1);
        judge(counter);
        heal(counter);
      }
    }
  }

  private static void happen(Counter counter, Random random) {
    switch (random.nextInt(8)) {
      case 0 -> counter.rig.line.unplug();
      case 1 -> counter.with(() -> counter.roll.refill(random.nextInt(20)));
      case 2 -> counter.with(() -> counter.roll.cover(true));
      case 3 -> counter.with(() -> counter.roll.cutter(true));
      case 4 -> counter.rig.faults().add(new Fault.Mute(random.nextInt(30)));
      case 5 -> counter.rig.faults().add(new Fault.Late(random.nextInt(700), random.nextInt(30)));
      case 6 -> counter.rig.faults().add(new Fault.Noise(50, 50, 50));
      default -> {}
    }
  }

  /** What was said to be printed lies there, whole; and nothing lies there twice. */
  private static void judge(Counter counter) {
    for (var printed : counter.rig.told(Printed.class)) {
      String name = "receipt " + printed.job();
      assertThat(counter.roll.slips())
          .as(name)
          .anyMatch(slip -> slip.contains(name) && slip.size() > 1);
    }
    var names = new TreeSet<String>();
    for (var slip : counter.roll.slips()) {
      slip.stream()
          .filter(line -> line.startsWith("receipt"))
          .forEach(line -> assertThat(names.add(line)).as("%s once", line).isTrue());
    }
  }

  private static void heal(Counter counter) {
    counter.rig.faults().heal();
    counter.with(() -> counter.roll.refill(FULL));
    counter.with(() -> counter.roll.cover(false));
    counter.with(() -> counter.roll.cutter(false));
    counter.rig.line.plugIn();
    counter.rig.run(12_000);
    assertThat(counter.rig.ready()).isTrue();
  }
}
