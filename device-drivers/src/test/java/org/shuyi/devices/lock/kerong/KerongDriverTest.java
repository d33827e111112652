package org.shuyi.devices.lock.kerong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.devices.lock.Contact.CLOSED;
import static org.shuyi.devices.lock.Contact.OPEN;
import static org.shuyi.devices.lock.Contact.UNKNOWN;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.lock.LockNotice.Changed;
import org.shuyi.devices.lock.LockNotice.Pulled;
import org.shuyi.devices.lock.LockNotice.Sensed;
import org.shuyi.devices.lock.Pull;
import org.shuyi.devices.lock.kerong.KerongCodec.KerongFrame;

class KerongDriverTest {
  private static final Bytes QUERY = Bytes.parse("02 00 30 03 35");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Bench<LockCommand, LockNotice> bench =
      bench("polarity", "one-is-closed", "channels", 4);

  @Test
  void aStateIsBelievedAfterTwoEqualPolls() {
    bench.up();
    answer(0xF);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
    assertThat(noticed(bench)).isEmpty();
    answer(0xF);
    assertThat(noticed(bench)).containsExactly(changed(1), changed(2), changed(3), changed(4));
    answer(0xB);
    answer(0xF);
    answer(0xF);
    assertThat(noticed(bench)).as("one poll that differed").isEmpty();
    answer(0xB);
    answer(0xB);
    assertThat(noticed(bench)).containsExactly(new Changed(3, OPEN));
  }

  @Test
  void aBoardOfTheOtherPolarityIsReadTheOtherWayRound() {
    var other = bench("polarity", "one-is-open", "channels", 2);
    other.up();
    answer(other, 0x2);
    answer(other, 0x2);
    assertThat(noticed(other)).containsExactly(new Changed(1, CLOSED), new Changed(2, OPEN));
  }

  @Test
  void silenceMakesEveryContactUnknownAfterThreeMissedPolls() {
    closed();
    bench.pass(399);
    assertThat(noticed(bench)).isEmpty();
    bench.pass(400);
    assertThat(noticed(bench))
        .containsExactly(
            new Changed(1, UNKNOWN),
            new Changed(2, UNKNOWN),
            new Changed(3, UNKNOWN),
            new Changed(4, UNKNOWN));
    assertThat(bench.driver.health()).isEqualTo(new Health.Lost("board 0: no answer to 3 polls"));
    bench.written.clear();
    answer(0xF);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void anUnlockIsSentOnceAndToldOnce() {
    closed();
    bench.want(new LockCommand.Open(3, SECOND));
    assertThat(bench.nextWritten()).isEqualTo(Bytes.parse("02 02 31 03 38"));
    answer(0xB);
    assertThat(noticed(bench))
        .containsExactly(new Pulled(3, Pull.SENT, "the board lives and does not answer an unlock"));
    answer(0xB);
    assertThat(noticed(bench)).containsExactly(new Changed(3, OPEN));
    for (int i = 0; i < 50; i++) answer(0xB);
    assertThat(noticed(bench)).isEmpty();
    assertThat(bench.counted("pulls")).isEqualTo(1);
  }

  @Test
  void aBoardThatIsSilentAfterAnUnlockLeavesThePullUnanswered() {
    closed();
    bench.want(new LockCommand.Open(1, SECOND));
    assertThat(bench.nextWritten()).isEqualTo(Bytes.parse("02 00 31 03 36"));
    bench.pass(1_499);
    assertThat(noticed(bench)).isEmpty();
    bench.pass(1);
    assertThat(noticed(bench))
        .containsExactly(
            new Pulled(1, Pull.UNANSWERED, "the board was silent for 1500 ms after it"));
    assertThat(bench.written).containsOnly(QUERY);
    bench.pass(10_000);
    assertThat(bench.counted("pulls")).as("never repeated").isEqualTo(1);
  }

  @Test
  void aLineThatGoesDownLeavesAPullUnansweredAndTheWaitingRefused() {
    closed();
    bench.want(new LockCommand.Open(1, SECOND)).want(new LockCommand.Open(2, SECOND));
    bench.nextWritten();
    bench.down();
    assertThat(noticed(bench))
        .startsWith(
            new Pulled(1, Pull.UNANSWERED, "the line is down: pulled out"),
            new Pulled(2, Pull.REFUSED, "the board is lost: the line is down: pulled out"),
            new Changed(1, UNKNOWN));
    bench.want(new LockCommand.Open(3, SECOND));
    assertThat(noticed(bench))
        .containsExactly(
            new Pulled(3, Pull.REFUSED, "the board is lost: the line is down: pulled out"));
    assertThat(bench.driver.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anUnprovenPolarityOpensNothing() {
    var unproven = bench("channels", 4);
    unproven.up();
    answer(unproven, 0xF);
    answer(unproven, 0xF);
    assertThat(noticed(unproven)).isEmpty();
    assertThat(unproven.driver.health()).isInstanceOf(Health.Degraded.class);
    unproven.want(new LockCommand.Open(1, SECOND));
    assertThat(noticed(unproven))
        .containsExactly(
            new Pulled(
                1,
                Pull.REFUSED,
                "polarity is not proven: set polarity after the test at the door"));
    unproven.pass(5_000);
    assertThat(unproven.counted("pulls")).isZero();
  }

  @Test
  void whatMayNotBePulledIsRefusedAndNothingIsSent() {
    closed();
    bench.want(new LockCommand.Open(0, SECOND)).want(new LockCommand.Open(5, SECOND));
    bench.want(new LockCommand.Open(1, Duration.ofMillis(499)));
    assertThat(noticed(bench))
        .containsExactly(
            new Pulled(0, Pull.REFUSED, "no channel 0: this board has 1 to 4"),
            new Pulled(5, Pull.REFUSED, "no channel 5: this board has 1 to 4"),
            new Pulled(
                1,
                Pull.REFUSED,
                "the board holds a bolt for 500 ms, longer than the 499 ms allowed"));
    bench.pass(150);
    assertThat(bench.counted("pulls")).isZero();
  }

  @Test
  void aCoilRestsBetweenTwoPulls() {
    closed();
    bench.want(new LockCommand.Open(2, SECOND));
    bench.nextWritten();
    answer(0xF);
    noticed(bench);
    bench.want(new LockCommand.Open(2, SECOND));
    assertThat(noticed(bench))
        .singleElement()
        .satisfies(
            notice -> assertThat(notice.toString()).contains("REFUSED", "channel 2 cools down"));
    for (int i = 0; i < 8; i++) answer(0xF);
    bench.want(new LockCommand.Open(2, SECOND));
    assertThat(noticed(bench)).isEmpty();
    assertThat(bench.nextWritten()).isEqualTo(Bytes.parse("02 01 31 03 37"));
  }

  @Test
  void onlySoManyBoltsMoveAtOnceAndNoneAfterTwoSeconds() {
    var random = new Random(7);
    for (int round = 0; round < 100; round++) {
      int atOnce = 1 + random.nextInt(2);
      var many = bench("polarity", "one-is-closed", "atOnce", atOnce);
      many.up();
      answer(many, 0xFFFF);
      var sent = new TreeMap<Long, Integer>();
      int wanted = 0;
      for (int channel = 1; channel <= 16; channel++) {
        if (random.nextBoolean()) continue;
        many.want(new LockCommand.Open(channel, SECOND));
        wanted++;
      }
      for (int i = 0; i < 60; i++) {
        if (many.nextWritten().at(2) == 0x31) {
          sent.put(many.now, 1);
        } else {
          many.hear(reply(0xFFFF));
        }
      }
      for (long at : sent.keySet()) {
        assertThat(sent.subMap(at, at + 500)).hasSizeLessThanOrEqualTo(atOnce);
      }
      assertThat(many.noticed().stream().filter(Pulled.class::isInstance)).hasSize(wanted);
    }
  }

  @Test
  void senseLooksAfreshAndSaysUnknownWhereTheBoardIsSilent() {
    closed();
    bench.want(new LockCommand.Sense());
    assertThat(noticed(bench)).isEmpty();
    answer(0xE);
    assertThat(noticed(bench)).as("one poll is not enough").isEmpty();
    answer(0xE);
    assertThat(noticed(bench))
        .containsExactly(
            new Changed(1, OPEN),
            new Sensed(new TreeMap<>(Map.of(1, OPEN, 2, CLOSED, 3, CLOSED, 4, CLOSED))));
    bench.want(new LockCommand.Sense());
    bench.pass(1_000);
    assertThat(noticed(bench))
        .endsWith(
            new Sensed(new TreeMap<>(Map.of(1, UNKNOWN, 2, UNKNOWN, 3, UNKNOWN, 4, UNKNOWN))));
    bench.want(new LockCommand.Sense());
    assertThat(noticed(bench)).hasSize(1);
  }

  @Test
  void aContactThatBouncesThroughASenseIsUnknown() {
    closed();
    bench.want(new LockCommand.Sense());
    for (int i = 0; i < 5; i++) answer(i % 2 == 0 ? 0xE : 0xF);
    assertThat(noticed(bench))
        .containsExactly(
            new Sensed(new TreeMap<>(Map.of(1, UNKNOWN, 2, CLOSED, 3, CLOSED, 4, CLOSED))));
  }

  @Test
  void everyChunkingOfAnAnswerIsTheSameAnswer() {
    Chunks.of(reply(0xF))
        .forEach(
            chunks -> {
              var one = bench("polarity", "one-is-closed", "channels", 4);
              one.up();
              for (int i = 0; i < 2; i++) {
                assertThat(one.nextWritten()).isEqualTo(QUERY);
                chunks.forEach(one::hear);
              }
              assertThat(noticed(one)).hasSize(4);
            });
  }

  @Test
  void twiceInARowIsOneAnswerAndALateOne() {
    bench.up().hear(reply(0xF).plus(reply(0xF)));
    assertThat(bench.counted("states")).isEqualTo(1);
    assertThat(bench.counted("late")).isEqualTo(1);
  }

  @Test
  void noiseBeforeAnAnswerIsDroppedAndCounted() {
    bench.up().hear(Bytes.parse("FF 00 02 02 00 30").plus(reply(0xF)));
    assertThat(bench.counted("states")).isEqualTo(1);
    assertThat(bench.counted("bytesDropped")).isEqualTo(6);
  }

  @Test
  void theEchoOfAHalfDuplexAdapterIsDropped() {
    bench.up().hear(QUERY.plus(reply(0xF)));
    assertThat(bench.counted("echoes")).isEqualTo(1);
    assertThat(bench.counted("states")).isEqualTo(1);
    assertThat(bench.counted("foreign")).isZero();
  }

  @Test
  void anotherBoardOnTheLineIsDroppedAndCounted() {
    bench.up().hear(KerongCodec.encode(new KerongFrame.Reply(0x10, 0x35, 0, 0)));
    assertThat(bench.counted("foreign")).isEqualTo(1);
    assertThat(bench.driver.health()).isInstanceOf(Health.Lost.class);
    bench.hear(reply(0xF));
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(11);
    closed();
    for (int i = 0; i < 20_000; i++) {
      bench.hear(Chunks.spoiled(reply(random.nextInt(1 << 16)), random));
      if (i % 3 == 0) bench.pass(random.nextInt(300));
    }
    bench.pass(1_000);
    bench.written.clear();
    answer(0xF);
    answer(0xF);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  private void closed() {
    bench.up();
    answer(0xF);
    answer(0xF);
    noticed(bench);
  }

  private void answer(int locks) {
    answer(bench, locks);
  }

  private static void answer(Bench<LockCommand, LockNotice> bench, int locks) {
    assertThat(bench.nextWritten()).isEqualTo(QUERY);
    bench.hear(reply(locks));
  }

  private static Bytes reply(int locks) {
    return KerongCodec.encode(new KerongFrame.Reply(0, 0x35, locks, 0));
  }

  private static Changed changed(int channel) {
    return new Changed(channel, CLOSED);
  }

  private static Bench<LockCommand, LockNotice> bench(Object... settings) {
    return new Bench<>(new KerongDriver(new KerongConfig(SomeSettings.of(settings))));
  }

  @Test
  void barriersAreBelievedAfterTwoEqualPollsUnknownWhenSilentAndToldAgainWhenAsked() {
    bench.up();
    seen(0x2);
    assertThat(occupied()).isEmpty();
    seen(0x2);
    assertThat(occupied()).containsExactly("1 EMPTY", "2 OCCUPIED", "3 EMPTY", "4 EMPTY");
    seen(0x3);
    seen(0x2);
    seen(0x6);
    assertThat(occupied()).as("what did not last").isEmpty();
    seen(0x6);
    assertThat(occupied()).containsExactly("3 OCCUPIED");
    bench.want(new LockCommand.Sense());
    seen(0x6);
    seen(0x6);
    assertThat(occupied()).containsExactly("1 EMPTY", "2 OCCUPIED", "3 OCCUPIED", "4 EMPTY");
    bench.pass(1_000);
    assertThat(occupied()).containsExactly("1 UNKNOWN", "2 UNKNOWN", "3 UNKNOWN", "4 UNKNOWN");
  }

  private void seen(int infrared) {
    assertThat(bench.nextWritten()).isEqualTo(QUERY);
    bench.hear(Bytes.of(2, 0, 0x35, 0xF, 0, infrared, 0, 3, 2 + 0x35 + 0xF + infrared + 3 & 0xFF));
  }

  private List<String> occupied() {
    return bench.noticed().stream()
        .filter(LockNotice.Occupied.class::isInstance)
        .map(LockNotice.Occupied.class::cast)
        .map(told -> told.channel() + " " + told.occupancy())
        .toList();
  }

  /** What is told of doors and bolts. */
  private static List<LockNotice> noticed(Bench<LockCommand, LockNotice> bench) {
    return bench.noticed().stream().filter(told -> !(told instanceof LockNotice.Occupied)).toList();
  }
}
