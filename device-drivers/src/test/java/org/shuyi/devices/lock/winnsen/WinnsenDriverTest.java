package org.shuyi.devices.lock.winnsen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.devices.lock.Contact.CLOSED;
import static org.shuyi.devices.lock.Contact.OPEN;
import static org.shuyi.devices.lock.Contact.UNKNOWN;

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
import org.shuyi.devices.lock.LockNotice.Sensed;
import org.shuyi.devices.lock.Pull;

class WinnsenDriverTest {
  private static final Bytes POLL = Bytes.parse("90 07 02 01 03 00 03");
  private static final Bytes FIRST_OPEN = Bytes.parse("90 07 82 01 01 00 03");
  private static final LockCommand OPEN_2 = new LockCommand.Open(2, Duration.ofSeconds(1));

  private final Bench<LockCommand, LockNotice> mask = bench("mask");
  private final Bench<LockCommand, LockNotice> single = bench("single");

  @Test
  void oneIsOpenOnceThatIsProven() {
    ready();
    assertThat(mask.noticed()).containsExactly(new Changed(1, OPEN), new Changed(2, CLOSED));
  }

  @Test
  void theAnswerToAnOpenSaysHowItWent() {
    ready();
    mask.noticed();
    answers("90 07 85 01 02 01 03", Pull.ACKNOWLEDGED, "the board answered 01, opened");
    rested();
    answers("90 07 85 01 02 00 03", Pull.FAILED, "the board answered 00, failed");
    rested();
    answers("90 07 A5 01 02 02 03", Pull.FAILED, "the board answered 02, it cools down");
  }

  /** Polls are answered until the coil has cooled down. */
  private void rested() {
    for (int i = 0; i < 20; i++) answer();
  }

  private void answers(String hex, Pull pull, String why) {
    mask.want(OPEN_2);
    assertThat(mask.nextWritten().at(2)).isEqualTo(WinnsenCodec.OPEN);
    mask.hear(hex);
    assertThat(mask.noticed()).contains(new Pulled(2, pull, why));
  }

  @Test
  void anotherStationsOrLocksAnswerIsNobodys() {
    ready();
    mask.noticed();
    mask.want(OPEN_2);
    mask.nextWritten();
    mask.hear("90 07 85 02 02 01 03").hear("90 07 85 01 01 01 03");
    assertThat(mask.noticed()).isEmpty();
    mask.pass(3_000);
    assertThat(mask.noticed()).contains(new Pulled(2, Pull.UNANSWERED, "no answer within 3000 ms"));
  }

  @Test
  void oneLockAtATimeIsAPollOfAllWhenEveryOneHasAnswered() {
    single.up();
    for (int round = 0; round < 2; round++) {
      assertThat(single.nextWritten()).isEqualTo(Bytes.parse("90 06 12 01 01 03"));
      single.hear("90 07 92 01 01 01 03");
      assertThat(single.nextWritten()).isEqualTo(Bytes.parse("90 06 12 01 02 03"));
      assertThat(single.noticed()).isEmpty();
      single.hear("90 07 92 01 00 02 03");
    }
    assertThat(single.noticed()).containsExactly(new Changed(1, OPEN), new Changed(2, CLOSED));
  }

  @Test
  void aLockThatTheBoardDoesNotKnowIsUnknown() {
    oneLockAtATimeIsAPollOfAllWhenEveryOneHasAnswered();
    for (int round = 0; round < 2; round++) {
      single.nextWritten();
      single.hear("90 07 92 01 01 01 03");
      single.nextWritten();
      single.hear("90 07 92 01 02 02 03");
    }
    assertThat(single.noticed()).containsExactly(new Changed(2, UNKNOWN));
  }

  @Test
  void anAnswerAboutTheLockBeforeIsNoneAboutThisOne() {
    single.up();
    single.nextWritten();
    single.hear("90 07 92 01 01 01 03");
    single.nextWritten();
    single.hear("90 07 92 01 01 01 03");
    assertThat(single.counted("late")).isEqualTo(1);
    assertThat(single.counted("states")).isZero();
  }

  @Test
  void everyChunkingOfAnAnswerIsTheSameAnswer() {
    Chunks.of(FIRST_OPEN)
        .forEach(
            chunks -> {
              var one = bench("mask");
              one.up().nextWritten();
              chunks.forEach(one::hear);
              assertThat(one.counted("states")).isEqualTo(1);
            });
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(37);
    ready();
    for (int i = 0; i < 20_000; i++) {
      mask.hear(Chunks.spoiled(FIRST_OPEN, random));
      if (i % 100 == 0) mask.want(OPEN_2).want(new LockCommand.Sense());
      if (i % 3 == 0) mask.pass(random.nextInt(300));
    }
    mask.pass(5_000);
    assertThat(mask.noticed().stream().filter(Sensed.class::isInstance)).hasSize(200);
    mask.written.clear();
    answer();
    answer();
    assertThat(mask.driver.health()).isEqualTo(new Health.Ready());
  }

  private void ready() {
    mask.up();
    answer();
    answer();
  }

  private void answer() {
    assertThat(mask.nextWritten()).isEqualTo(POLL);
    mask.hear(FIRST_OPEN);
  }

  private static Bench<LockCommand, LockNotice> bench(String states) {
    var settings = SomeSettings.of("polarity", "one-is-open", "channels", 2, "states", states);
    return new Bench<>(new WinnsenDriver(new WinnsenConfig(settings)));
  }
}
