package org.shuyi.devices.lock.wjl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.devices.lock.Contact.CLOSED;
import static org.shuyi.devices.lock.Contact.OPEN;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.lock.LockNotice.Changed;
import org.shuyi.devices.lock.LockNotice.Pulled;
import org.shuyi.devices.lock.Pull;
import org.shuyi.devices.lock.wjl.WjlCodec.WjlFrame;

class WjlDriverTest {
  private static final Bytes QUERY = frame("query all");
  private static final Bytes OPEN_1 = frame("open lock 1 of board 1");
  private static final Bytes SAID_11 = frame("reply: 11");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Bench<LockCommand, LockNotice> bench = bench();

  @Test
  void aStateIsBelievedAfterTwoEqualPolls() {
    bench.up();
    answer(bench, 3);
    assertThat(bench.noticed()).isEmpty();
    answer(bench, 3);
    assertThat(bench.noticed()).containsExactly(new Changed(1, CLOSED), new Changed(2, CLOSED));
  }

  @Test
  void anOpenIsAnsweredASecondLaterAndNothingIsAskedMeanwhile() {
    closed();
    bench.want(new LockCommand.Open(1, SECOND));
    assertThat(bench.nextWritten()).isEqualTo(OPEN_1);
    bench.pass(1_000);
    assertThat(bench.written).isEmpty();
    assertThat(bench.noticed()).isEmpty();
    bench.hear(SAID_11);
    assertThat(bench.noticed())
        .containsExactly(
            new Pulled(1, Pull.ACKNOWLEDGED, "the board answered 11, whose meaning is disputed"));
    answer(bench, 2);
    answer(bench, 2);
    assertThat(bench.noticed()).containsExactly(new Changed(1, OPEN));
  }

  @Test
  void anOpenWithoutAnswerIsUnansweredAndNeverRepeated() {
    closed();
    bench.want(new LockCommand.Open(1, SECOND));
    assertThat(bench.nextWritten()).isEqualTo(OPEN_1);
    bench.pass(2_000);
    assertThat(bench.noticed())
        .containsExactly(new Pulled(1, Pull.UNANSWERED, "no answer within 2000 ms"));
    bench.pass(10_000);
    assertThat(bench.written).containsOnly(QUERY);
  }

  @Test
  void anAnswerThatComesTooLateIsNoState() {
    closed();
    bench.want(new LockCommand.Open(1, SECOND));
    bench.nextWritten();
    bench.pass(2_000).noticed();
    bench.hear(SAID_11);
    answer(bench, 3);
    assertThat(bench.noticed()).isEmpty();
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void aLateStateIsNoAnswerToAnOpen() {
    closed();
    bench.want(new LockCommand.Open(1, SECOND));
    bench.nextWritten();
    bench.hear(state(3));
    assertThat(bench.noticed()).isEmpty();
    assertThat(bench.counted("late")).isEqualTo(1);
    bench.hear(SAID_11);
    assertThat(bench.noticed()).hasSize(1);
  }

  @Test
  void anotherBoardsAnswerIsDroppedAndCounted() {
    closed();
    bench.want(new LockCommand.Open(1, SECOND));
    bench.nextWritten();
    bench.hear(WjlCodec.encode(new WjlFrame.Single(2, 1, 0x11)));
    bench.hear(WjlCodec.encode(new WjlFrame.Single(1, 2, 0x11)));
    assertThat(bench.noticed()).isEmpty();
    assertThat(bench.counted("foreign")).isEqualTo(2);
  }

  @Test
  void theEchoOfAHalfDuplexAdapterIsDroppedAlsoWhereItLooksLikeTheBeginningOfAState() {
    bench.up();
    assertThat(bench.nextWritten()).isEqualTo(QUERY);
    bench.hear(QUERY).hear(state(3));
    assertThat(bench.counted("echoes")).isEqualTo(1);
    assertThat(bench.counted("states")).isEqualTo(1);
    // A state that begins with the very bytes of the question: locks 32 to 9 read 00 33 B2.
    assertThat(bench.nextWritten()).isEqualTo(QUERY);
    bench.hear(state(0x0033_B203L));
    assertThat(bench.counted("states")).isEqualTo(2);
    bench.want(new LockCommand.Open(1, SECOND));
    assertThat(bench.nextWritten()).isEqualTo(OPEN_1);
    bench.hear(OPEN_1);
    bench.pass(900).hear(SAID_11);
    assertThat(bench.counted("echoes")).isEqualTo(2);
    assertThat(bench.noticed()).anyMatch(Pulled.class::isInstance);
  }

  @Test
  void everyChunkingOfAnAnswerIsTheSameAnswer() {
    Chunks.of(state(3))
        .forEach(
            chunks -> {
              var one = bench();
              one.up().nextWritten();
              chunks.forEach(one::hear);
              assertThat(one.counted("states")).isEqualTo(1);
            });
    Chunks.of(SAID_11)
        .forEach(
            chunks -> {
              var one = bench();
              one.up();
              answer(one, 3);
              one.want(new LockCommand.Open(1, SECOND)).nextWritten();
              chunks.forEach(one::hear);
              assertThat(one.noticed()).hasSize(1);
            });
  }

  @Test
  void noiseAndASecondCopyDoNoHarm() {
    bench.up().nextWritten();
    bench.hear(Bytes.parse("00 80 01 FF").plus(state(3)).plus(state(3)));
    assertThat(bench.counted("states")).isEqualTo(1);
    assertThat(bench.counted("late")).isEqualTo(1);
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(23);
    closed();
    for (int i = 0; i < 20_000; i++) {
      bench.hear(Chunks.spoiled(i % 2 == 0 ? state(random.nextInt()) : SAID_11, random));
      if (i % 100 == 0) bench.want(new LockCommand.Open(1 + i % 2, SECOND));
      if (i % 3 == 0) bench.pass(random.nextInt(300));
    }
    bench.pass(5_000);
    bench.written.clear();
    answer(bench, 3);
    answer(bench, 3);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  private void closed() {
    bench.up();
    answer(bench, 3);
    answer(bench, 3);
    bench.noticed();
  }

  private static void answer(Bench<LockCommand, LockNotice> bench, int locks) {
    assertThat(bench.nextWritten()).isEqualTo(QUERY);
    bench.hear(state(locks));
  }

  private static Bytes state(long bits) {
    return WjlCodec.encode(new WjlFrame.State(1, bits));
  }

  private static Bytes frame(String meaning) {
    return Vectors.named(WjlCodecTest.VECTORS, meaning);
  }

  private static Bench<LockCommand, LockNotice> bench() {
    var settings = SomeSettings.of("polarity", "one-is-closed", "channels", 2);
    return new Bench<>(new WjlDriver(new WjlConfig(settings)));
  }
}
