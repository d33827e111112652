package org.shuyi.devices.card.sdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.card.CardCommand;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.card.CardNotice.CardSeen;
import org.shuyi.devices.card.CardNotice.CardUnusable;
import org.shuyi.devices.card.CardNotice.Technology;

class SdtDriverTest {
  private static final CardSeen SEEN =
      new CardSeen(
          Technology.ID_CARD,
          Bytes.copyOf(SdtCodecTest.NUMBER.getBytes(StandardCharsets.US_ASCII)));
  private static final Bytes FOUND = reply("found, 4 bytes of data");
  private static final Bytes NOTHING = reply("nothing found");
  private static final Bytes SELECTED = reply("ok, 8 bytes of data");
  private static final Bytes NOT_SELECTED = reply("select failed");

  private final SdtDriver driver = new SdtDriver(new SdtConfig(SomeSettings.of()));
  private final Bench<CardCommand, CardNotice> bench = new Bench<>(driver);

  private static Bytes reply(String meaning) {
    return Vectors.named(SdtCodecTest.VECTORS, "reply: " + meaning);
  }

  @BeforeEach
  void up() {
    bench.up();
  }

  @Test
  void aCardIsFoundSelectedReadAndTold() {
    answer(SdtCodec.FIND, FOUND);
    answer(SdtCodec.SELECT, SELECTED);
    answer(SdtCodec.READ, SdtCodecTest.contents(SdtCodecTest.NUMBER));
    assertThat(bench.noticed()).containsExactly(SEEN);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void thePhotoNeverLeavesTheDriverAndNothingOfItIsKept() throws IllegalAccessException {
    aCardIsFoundSelectedReadAndTold();
    for (Field field : SdtDriver.class.getDeclaredFields()) {
      field.setAccessible(true);
      if (field.get(driver) instanceof Bytes kept) assertThat(kept.size()).isLessThan(20);
    }
    answer(SdtCodec.FIND, NOTHING);
    bench.pass(1_500);
    bench.written.clear();
    bench.hear(NOTHING);
    for (Field field : SdtDriver.class.getDeclaredFields()) {
      field.setAccessible(true);
      assertThat(field.get(driver)).isNotEqualTo(SdtCodecTest.NUMBER);
    }
  }

  @Test
  void aCardTakenAwayInTheMiddleIsTryAgain() {
    answer(SdtCodec.FIND, FOUND);
    answer(SdtCodec.SELECT, NOT_SELECTED);
    answer(SdtCodec.FIND, NOTHING);
    assertThat(bench.noticed())
        .containsExactly(new CardUnusable("it was taken away too soon: try again"));
    answer(SdtCodec.FIND, FOUND);
    answer(SdtCodec.SELECT, SELECTED);
    answer(SdtCodec.READ, SdtCodecTest.contents(SdtCodecTest.NUMBER));
    assertThat(bench.noticed()).containsExactly(SEEN);
  }

  @Test
  void aCardThatFailsThreeTimesIsToldOnceWithTheReason() {
    for (int i = 0; i < 3; i++) {
      answer(SdtCodec.FIND, FOUND);
      answer(SdtCodec.SELECT, NOT_SELECTED);
    }
    for (int i = 0; i < 5; i++) answer(SdtCodec.FIND, FOUND);
    assertThat(bench.noticed())
        .containsExactly(new CardUnusable("the card cannot be read: select failed"));
  }

  @Test
  void aNumberThatIsNoneIsNobodys() {
    answer(SdtCodec.FIND, FOUND);
    answer(SdtCodec.SELECT, SELECTED);
    answer(SdtCodec.READ, SdtCodecTest.contents("110105194912310021"));
    assertThat(bench.noticed()).hasSize(1).allMatch(CardUnusable.class::isInstance);
  }

  @Test
  void aModuleWithoutLicenceIsDegraded() {
    answer(SdtCodec.FIND, reply("not licensed"));
    assertThat(bench.driver.health()).isEqualTo(new Health.Degraded("not licensed"));
  }

  private void answer(Bytes question, Bytes reply) {
    assertThat(bench.nextWritten()).isEqualTo(question);
    bench.hear(reply);
  }
}
