package org.shuyi.devices.card.feig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.card.CardCommand;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.card.CardNotice.CardSeen;
import org.shuyi.devices.card.CardNotice.CardUnusable;
import org.shuyi.devices.card.CardNotice.Technology;
import org.shuyi.devices.tag.feig.FeigFrame;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;

class CardDriverTest {
  private static final Bytes NOTHING = frame("reply: no card");
  private static final Bytes CARD = frame("reply: an ISO 14443A card of 4 bytes");
  private static final Bytes OTHER = frame("reply: an ISO 15693 card");
  private static final CardSeen SEEN = new CardSeen(Technology.ISO_14443A, Bytes.parse("8A5B3C11"));
  private static final Bytes LIVES =
      FeigFrame.encode(new Reply(0, 0x65, 0, Bytes.copyOf(new byte[13])));

  private final Bench<CardCommand, CardNotice> bench =
      new Bench<>(new CardDriver(new CardConfig(SomeSettings.of())));

  @BeforeEach
  void wake() {
    bench.up();
    answer("software version", LIVES);
    answer("RF reset", FeigFrame.encode(new Reply(0, 0x69, 0, Bytes.EMPTY)));
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void aCardIsToldOnceForEachEntry() {
    look(NOTHING);
    for (int i = 0; i < 20; i++) look(CARD);
    assertThat(bench.noticed()).containsExactly(SEEN);
    for (int i = 0; i < 6; i++) look(NOTHING);
    look(CARD);
    assertThat(bench.noticed()).containsExactly(SEEN);
  }

  @Test
  void aCardAtTheEdgeOfTheFieldIsOneTap() {
    for (int i = 0; i < 20; i++) look(i % 3 == 0 ? CARD : NOTHING);
    assertThat(bench.noticed()).containsExactly(SEEN);
  }

  @Test
  void anotherCardIsToldAtOnce() {
    look(CARD);
    look(OTHER);
    assertThat(bench.noticed())
        .containsExactly(SEEN, new CardSeen(Technology.ISO_15693, Bytes.parse("E004010012345678")));
  }

  @Test
  void aCardThatNeverLeftIsToldAgainAfterForget() {
    look(CARD);
    bench.want(new CardCommand.Forget());
    look(CARD);
    assertThat(bench.noticed()).containsExactly(SEEN, SEEN);
  }

  @Test
  void aRandomNumberIsUnusableAndToldOnce() {
    for (int i = 0; i < 5; i++) look(frame("reply: a random number"));
    assertThat(bench.noticed())
        .containsExactly(new CardUnusable("a random number, as of a phone or passport"));
  }

  @Test
  void anUnpluggedReaderIsLostWithinThreeSecondsAndReadyAgainAfterItsReturn() {
    long unplugged = bench.now;
    while (bench.driver.health() instanceof Health.Ready) bench.pass(10);
    assertThat(bench.now - unplugged).isLessThanOrEqualTo(3_000);
    bench.pass(30_000);
    bench.written.clear();
    long back = bench.now;
    wake();
    assertThat(bench.now - back).isLessThanOrEqualTo(5_000);
    look(CARD);
    assertThat(bench.noticed()).containsExactly(SEEN);
  }

  @Test
  void aLineThatIsDownIsNotAsked() {
    bench.down();
    assertThat(bench.driver.health()).isEqualTo(new Health.Lost("the line is down: pulled out"));
    assertThat(bench.driver.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void refusalsInARowAreADisturbedReader() {
    Bytes refused = FeigFrame.encode(new Reply(0, 0xB0, 0x83, Bytes.EMPTY));
    for (int i = 0; i < 4; i++) look(refused);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
    look(refused);
    assertThat(bench.driver.health())
        .isEqualTo(new Health.Degraded("inventory: status 83, RF communication"));
    look(NOTHING);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void everyChunkingOfAnAnswerIsTheSameCard() {
    Chunks.of(CARD)
        .forEach(
            chunks -> {
              bench.want(new CardCommand.Forget());
              assertThat(bench.nextWritten()).isEqualTo(frame("inventory"));
              chunks.forEach(bench::hear);
              assertThat(bench.noticed()).containsExactly(SEEN);
            });
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(17);
    for (int i = 0; i < 10_000; i++) {
      bench.hear(Chunks.spoiled(i % 2 == 0 ? CARD : NOTHING, random));
      if (i % 4 == 0) bench.pass(random.nextInt(300));
    }
    bench.pass(5_000);
    bench.written.clear();
    wake();
    look(NOTHING);
  }

  private void look(Bytes reply) {
    assertThat(bench.nextWritten()).isEqualTo(frame("inventory"));
    bench.hear(reply);
  }

  private void answer(String asked, Bytes reply) {
    assertThat(bench.nextWritten()).isEqualTo(frame(asked));
    bench.hear(reply);
  }

  private static Bytes frame(String meaning) {
    return Vectors.named(CardCodecTest.VECTORS, meaning);
  }
}
