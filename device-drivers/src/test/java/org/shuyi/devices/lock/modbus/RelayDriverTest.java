package org.shuyi.devices.lock.modbus;

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
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.lock.LockNotice.Changed;
import org.shuyi.devices.lock.LockNotice.Pulled;
import org.shuyi.devices.lock.Pull;

class RelayDriverTest {
  private static final Bytes QUERY = Bytes.parse("01 02 00 00 00 08 79 CC");
  private static final Bytes INPUTS_1_AND_3 = Bytes.parse("01 02 01 05 61 8B");
  private static final Bytes PULL_1 = Bytes.parse("01 05 02 00 00 07 8D B0");
  private static final Bytes ILLEGAL = Bytes.parse("01 85 02 C3 51");
  private static final LockCommand OPEN_1 = new LockCommand.Open(1, Duration.ofSeconds(1));

  private final Bench<LockCommand, LockNotice> bench = bench();

  @Test
  void inputsAreTheDoorsAfterTwoEqualPolls() {
    ready(bench);
    assertThat(bench.noticed()).hasSize(8).contains(new Changed(1, CLOSED), new Changed(2, OPEN));
  }

  @Test
  void aCoilThatWasWrittenIsAnAcknowledgedPullThoughItLooksLikeItsQuestion() {
    ready(bench);
    bench.noticed();
    bench.want(OPEN_1);
    assertThat(bench.nextWritten()).isEqualTo(PULL_1);
    bench.hear(PULL_1);
    assertThat(bench.noticed())
        .containsExactly(new Pulled(1, Pull.ACKNOWLEDGED, "the board wrote the coil"));
  }

  @Test
  void anEchoIsNoAnswerWhereTheAdapterEchoes() {
    bench.up();
    for (int i = 0; i < 2; i++) {
      assertThat(bench.nextWritten()).isEqualTo(QUERY);
      bench.hear(QUERY).hear(INPUTS_1_AND_3);
    }
    bench.noticed();
    bench.want(OPEN_1);
    assertThat(bench.nextWritten()).isEqualTo(PULL_1);
    bench.hear(PULL_1);
    assertThat(bench.noticed()).isEmpty();
    bench.hear(PULL_1);
    assertThat(bench.noticed()).hasSize(1);
  }

  @Test
  void anExceptionIsAPullThatFailed() {
    ready(bench);
    bench.noticed();
    bench.want(OPEN_1);
    bench.nextWritten();
    bench.hear(ILLEGAL);
    assertThat(bench.noticed())
        .containsExactly(new Pulled(1, Pull.FAILED, "exception 02: illegal address"));
  }

  @Test
  void onTcpALateAnswerIsNobodys() {
    var tcp = bench("framing", "tcp");
    tcp.up();
    var first = tcp.nextWritten();
    tcp.pass(150);
    tcp.written.clear();
    tcp.pass(200);
    tcp.hear(first.slice(0, 4).plus(0, 4, 1, 2, 1, 5));
    assertThat(tcp.counted("foreign")).isEqualTo(1);
    assertThat(tcp.counted("states")).isZero();
  }

  @Test
  void everyChunkingOfAnAnswerIsTheSameAnswer() {
    Chunks.of(INPUTS_1_AND_3)
        .forEach(
            chunks -> {
              var one = bench();
              one.up().nextWritten();
              chunks.forEach(one::hear);
              assertThat(one.counted("states")).isEqualTo(1);
            });
    Chunks.of(QUERY.plus(INPUTS_1_AND_3))
        .forEach(
            chunks -> {
              var one = bench();
              one.up().nextWritten();
              chunks.forEach(one::hear);
              assertThat(one.counted("states")).as(chunks.toString()).isEqualTo(1);
              assertThat(one.counted("echoes")).isEqualTo(1);
            });
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(31);
    ready(bench);
    for (int i = 0; i < 20_000; i++) {
      bench.hear(Chunks.spoiled(i % 2 == 0 ? INPUTS_1_AND_3 : PULL_1, random));
      if (i % 100 == 0) bench.want(OPEN_1);
      if (i % 3 == 0) bench.pass(random.nextInt(300));
    }
    bench.pass(5_000);
    bench.written.clear();
    answer(bench);
    answer(bench);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  private static void ready(Bench<LockCommand, LockNotice> bench) {
    bench.up();
    answer(bench);
    answer(bench);
  }

  private static void answer(Bench<LockCommand, LockNotice> bench) {
    assertThat(bench.nextWritten()).isEqualTo(QUERY);
    bench.hear(INPUTS_1_AND_3);
  }

  private static Bench<LockCommand, LockNotice> bench() {
    return bench("unit", 1);
  }

  private static Bench<LockCommand, LockNotice> bench(String key, Object value) {
    var settings =
        SomeSettings.of("polarity", "one-is-closed", "pulse", Duration.ofMillis(700), key, value);
    return new Bench<>(new RelayDriver(new RelayConfig(settings)));
  }
}
