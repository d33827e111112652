package org.shuyi.devices.tag.uhfreader18;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.TagNotice.Counted;
import org.shuyi.devices.tag.TagNotice.Marked;
import org.shuyi.devices.tag.TagNotice.Seen;
import org.shuyi.devices.tag.uhfreader18.UhfFrame.Reply;
import org.shuyi.devices.tag.uhfreader18.UhfFrame.Request;

class UhfDriverTest {
  private static final String VECTORS = "/org/shuyi/devices/tag/uhfreader18/uhfreader18.vectors";
  private static final Bytes EPC = Bytes.parse("49 44 00 00 00 00 00 00 0A 00 03 34");
  private static final Bytes ANSWER_MODE = reply(0x36, 0, "00 1E 0A 0F 00 00 00 00 01 00 08 00");
  private static final Bytes SCAN_MODE = reply(0x36, 0, "00 1E 0A 0F 01 00 00 00 01 00 08 00");

  private final Bench<TagCommand, TagNotice> bench =
      bench("words", 2, "scanTime", Duration.ofSeconds(1));

  @Test
  void aReaderWithTheRightSettingsIsLeftAlone() {
    ready();
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
    assertThat(bench.written).isEmpty();
  }

  @Test
  void wrongSettingsAreWrittenOnce() {
    var other = bench("scanTime", Duration.ofMillis(500));
    other.up();
    answer(other, 0x21, "", Vectors.named(VECTORS, "reply: information"));
    answer(other, 0x36, "", SCAN_MODE);
    answer(other, 0x25, "05", reply(0x25, 0, ""));
    answer(other, 0x35, "00 00 00 00 01 00", reply(0x35, 0, ""));
    assertThat(other.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void anInventoryInSeveralAnswersIsOneRound() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    answer(bench, 0x36, "", ANSWER_MODE);
    Bytes first = Vectors.named(VECTORS, "reply: one tag");
    Bytes last = reply(0x01, 0x01, "01 02 ABCD");
    assertThat(bench.nextWritten()).isEqualTo(request(0x01, ""));
    bench.hear(first).pass(400).hear(last);
    assertThat(bench.counted("answers")).isEqualTo(4);
    String epc = EPC.hex();
    answer(bench, 0x02, "06" + epc + "01 01 07 00000000", reply(0x02, 0, "3400" + epc));
    answer(bench, 0x02, "06" + epc + "03 00 02 00000000", reply(0x02, 0, "01020304"));
    answer(bench, 0x02, "01 ABCD 01 01 02 00000000", reply(0x02, 0, "0907 ABCD"));
    var known =
        new Seen(
            1,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.of(Bytes.parse("01020304")),
            Optional.of(Bytes.parse("3400").plus(EPC)));
    var poor =
        new Seen(
            1,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.of(Bytes.parse("0907 ABCD")));
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(
            Counted.class,
            counted ->
                assertThat(counted.tags())
                    .containsOnly(entry(EPC, known), entry(Bytes.parse("ABCD"), poor)));
  }

  @Test
  void anInventoryThatTheReaderGaveUpIsMadeAgain() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    answer(bench, 0x36, "", ANSWER_MODE);
    answer(bench, 0x01, "", reply(0x01, 0x02, "01 02 ABCD"));
    answer(bench, 0x01, "", reply(0x01, 0xFB, ""));
    countedAgain();
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(Counted.class, counted -> assertThat(counted.tags()).isEmpty());
    assertThat(bench.counted("refusals")).isEqualTo(1);
  }

  @Test
  void anEpcThatIsNoLongerThereIsSeenWithoutContents() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    answer(bench, 0x36, "", ANSWER_MODE);
    answer(bench, 0x01, "", reply(0x01, 0x01, "01 02 ABCD"));
    for (int i = 0; i < 3; i++) {
      answer(bench, 0x02, "01 ABCD 01 01 02 00000000", reply(0x02, 0xFB, ""));
    }
    for (int i = 0; i < 3; i++) {
      answer(bench, 0x02, "01 ABCD 03 00 02 00000000", reply(0x02, 0xFB, ""));
    }
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(
            Counted.class,
            counted ->
                assertThat(counted.tags())
                    .containsOnly(
                        entry(
                            Bytes.parse("ABCD"),
                            new Seen(
                                1, OptionalInt.empty(), OptionalInt.empty(), Optional.empty()))));
  }

  @Test
  void marksAreRefusedBecauseThereAreNone() {
    ready();
    bench.want(new TagCommand.Mark(EPC, 1, 0xC2, false));
    assertThat(bench.noticed())
        .containsExactly(new Marked(EPC, 1, false, "this reader writes on no tag"));
  }

  @Test
  void unaskedReportsAndHeartbeatsAreNoAnswers() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    assertThat(bench.nextWritten()).isEqualTo(request(0x36, ""));
    bench.hear(Vectors.named(VECTORS, "heartbeat"));
    bench.hear(Vectors.named(VECTORS, "unasked report"));
    bench.hear(ANSWER_MODE);
    answer(bench, 0x01, "", reply(0x01, 0xFB, ""));
    countedAgain();
    assertThat(bench.noticed()).singleElement().isInstanceOf(Counted.class);
    assertThat(bench.counted("late")).isEqualTo(1);
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(13);
    ready();
    var golden = Vectors.of(VECTORS).toList();
    for (int i = 0; i < 20_000; i++) {
      if (i % 50 == 0) bench.want(new TagCommand.Count(i, 1, 2));
      Bytes reply = golden.get(i % golden.size()).bytes();
      bench.hear(i % 3 == 0 ? reply : Chunks.spoiled(reply, random));
      if (i % 5 == 0) bench.pass(random.nextInt(400));
    }
    bench.pass(20_000);
    bench.written.clear();
    answer(bench, 0x21, "", Vectors.named(VECTORS, "reply: information"));
    answer(bench, 0x36, "", ANSWER_MODE);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  /** One round that heard nothing is made once more. */
  private void countedAgain() {
    answer(bench, 0x36, "", ANSWER_MODE);
    answer(bench, 0x01, "", reply(0x01, 0xFB, ""));
  }

  private void ready() {
    bench.up();
    answer(bench, 0x21, "", Vectors.named(VECTORS, "reply: information"));
    answer(bench, 0x36, "", ANSWER_MODE);
  }

  private static void answer(
      Bench<TagCommand, TagNotice> bench, int command, String data, Bytes answer) {
    assertThat(bench.nextWritten()).isEqualTo(request(command, data));
    bench.hear(answer);
  }

  private static Bytes request(int command, String data) {
    return UhfFrame.encode(new Request(255, command, Bytes.parse(data)));
  }

  private static Bytes reply(int command, int status, String data) {
    return UhfFrame.encode(new Reply(0, command, status, Bytes.parse(data)));
  }

  private static Bench<TagCommand, TagNotice> bench(Object... settings) {
    return new Bench<>(new UhfDriver(new UhfConfig(SomeSettings.of(settings))));
  }
}
