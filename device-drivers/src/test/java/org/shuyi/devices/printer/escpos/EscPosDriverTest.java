package org.shuyi.devices.printer.escpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Told;
import org.shuyi.devices.printer.PrinterCommand;
import org.shuyi.devices.printer.PrinterCommand.Print;
import org.shuyi.devices.printer.PrinterNotice;
import org.shuyi.devices.printer.PrinterNotice.Changed;
import org.shuyi.devices.printer.PrinterNotice.NotPrinted;
import org.shuyi.devices.printer.PrinterNotice.Printed;
import org.shuyi.devices.printer.PrinterNotice.Why;
import org.shuyi.devices.printer.PrinterState;
import org.shuyi.devices.printer.PrinterState.Paper;

class EscPosDriverTest {
  private static final PrinterState WELL = new PrinterState(Paper.THERE, false, "");
  private static final String NOTHING_SET = "12";

  private final Bench<PrinterCommand, PrinterNotice> bench =
      new Bench<>(new EscPosDriver(new EscPosConfig(SomeSettings.of())));

  @Test
  void aStateIsToldWhenTwoRoundsAgree() {
    bench.up();
    round();
    assertThat(bench.noticed()).isEmpty();
    round();
    assertThat(bench.noticed()).containsExactly(new Changed(WELL));
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
    round();
    assertThat(bench.noticed()).isEmpty();
  }

  @Test
  void noQuestionStandsInsideAReceiptAndItsMarkEndsIt() {
    well().want(new Print(7, List.of("书驿")));
    Bytes receipt = bench.written.getLast();
    assertThat(receipt.slice(0, 2)).isEqualTo(EscPosCodec.INITIALISE);
    assertThat(receipt.from(receipt.size() - 3)).isEqualTo(EscPosCodec.MARK);
    assertThat(receipt.toString()).doesNotContain("10 04");
    bench.hear("00");
    assertThat(bench.noticed()).containsExactly(new Printed(7));
  }

  @Test
  void anOldMarkThatComesLateIsNotTheNextReceipts() {
    well().want(new Print(1, List.of("a")));
    for (int i = 0; i < 30; i++) round();
    assertThat(bench.counted("marks")).isGreaterThan(1);
    bench.noticed();
    bench.hear("00");
    assertThat(bench.noticed()).containsExactly(new Printed(1));
    bench.want(new Print(2, List.of("b"))).hear("00").hear("00");
    assertThat(bench.noticed()).isEmpty();
  }

  @Test
  void receiptsThatCannotBePrintedAreRefusedAtOnce() {
    bench.want(new Print(1, List.of("no line")));
    well();
    bench.noticed();
    bench.want(new Print(2, List.of("x".repeat(32 * 61))));
    bench.now += 20_000;
    bench.tell(new Told.Wanted<>(new Print(3, List.of("a")), bench.now - 9_000));
    assertThat(bench.noticed())
        .extracting(notice -> ((NotPrinted) notice).why())
        .containsExactly(Why.TOO_LONG, Why.LATE);
    for (int i = 0; i < 5; i++) bench.want(new Print(10 + i, List.of("a")));
    assertThat(bench.noticed())
        .extracting(notice -> ((NotPrinted) notice).why())
        .containsExactly(Why.BUSY);
  }

  @Test
  void aStateIsToldAgainWhenItIsAskedFor() {
    well().want(new PrinterCommand.Sense());
    round();
    assertThat(bench.noticed()).containsExactly(new Changed(WELL));
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(31);
    well();
    for (int i = 0; i < 20_000; i++) {
      if (i % 50 == 0) bench.want(new Print(i, List.of("a")));
      bench.hear(Chunks.spoiled(Bytes.parse("12 1A 00 03 72"), random)).pass(random.nextInt(50));
      bench.written.clear();
    }
    bench.pass(20_000).noticed();
    bench.written.clear();
    for (int i = 0; i < 3; i++) round();
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  private Bench<PrinterCommand, PrinterNotice> well() {
    bench.up();
    round();
    round();
    bench.noticed();
    bench.written.clear();
    return bench;
  }

  /** Answers four questions: nothing is set. */
  private void round() {
    for (int i = 0; i < 4; i++) {
      Bytes asked = bench.nextWritten();
      while (asked.at(0) != EscPosCodec.DLE) asked = bench.nextWritten();
      bench.hear(NOTHING_SET);
    }
  }
}
