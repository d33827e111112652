package org.shuyi.devices.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.card.CardNotice.CardSeen;
import org.shuyi.devices.card.CardNotice.Technology;
import org.shuyi.devices.card.pcsc.PcscConfig;
import org.shuyi.devices.card.pcsc.PcscDriver;

/** The line and the driver above it with a reader of javax.smartcardio that a test holds. */
class PcscLineTest {
  private static final Bytes CARD = Bytes.parse("04A1B2C3D4E580");
  private static final CardSeen SEEN = new CardSeen(Technology.ISO_14443A, CARD);

  private final FakeTerminal terminal = new FakeTerminal("ACS ACR122U PICC 00 00");
  private final BlockingQueue<CardNotice> notices = new LinkedBlockingQueue<>();
  private final BlockingQueue<Health> healths = new LinkedBlockingQueue<>();
  private final DeviceLoop<?, CardNotice> loop =
      new DeviceLoop<>(
          "cards",
          new PcscLine(new LineAddress.Pcsc("ACR122U"), terminal::terminals),
          new PcscDriver(new PcscConfig(SomeSettings.of())),
          frame -> frame,
          notices::add,
          healths::add);

  @AfterEach
  void end() {
    loop.close();
  }

  @Test
  void aCardIsToldOnceForEachTimeItIsHeldToTheReader() throws InterruptedException {
    loop.start();
    await(new Health.Ready());
    terminal.hold(CARD);
    assertThat(notices.poll(10, TimeUnit.SECONDS)).isEqualTo(SEEN);
    terminal.hold(Bytes.parse("DEADBEEF"));
    assertThat(notices.poll(10, TimeUnit.SECONDS))
        .isEqualTo(new CardSeen(Technology.ISO_14443A, Bytes.parse("DEADBEEF")));
    assertThat(notices.poll(500, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void aReaderThatIsPulledIsLostAndComesBackByItself() throws InterruptedException {
    loop.start();
    await(new Health.Ready());
    terminal.pull(true);
    assertThat(lost()).isNotEmpty();
    terminal.hold(CARD);
    terminal.pull(false);
    await(new Health.Ready());
    assertThat(notices.poll(10, TimeUnit.SECONDS)).isEqualTo(SEEN);
  }

  @Test
  void aReaderThatIsNotThereIsLostWithItsName() throws InterruptedException {
    terminal.pull(true);
    loop.start();
    assertThat(lost()).contains("ACR122U");
  }

  @Test
  void anAddressNamesAPartOfTheReader() {
    assertThat(LineAddress.parse("pcsc:ACR122U")).isEqualTo(new LineAddress.Pcsc("ACR122U"));
    assertThat(LineAddress.parse("pcsc:ACR122U").describe()).isEqualTo("pcsc ACR122U");
    for (String wrong : List.of("pcsc:", "pcsc: ", "evdev:scanner", "evdev:/dev/")) {
      assertThatThrownBy(() -> LineAddress.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void await(Health health) throws InterruptedException {
    for (Health next = healths.poll(20, TimeUnit.SECONDS);
        next != null && !next.equals(health);
        next = healths.poll(20, TimeUnit.SECONDS)) {
      assertThat(next).isInstanceOf(Health.Lost.class);
    }
    assertThat(loop.health()).isEqualTo(health);
  }

  private String lost() throws InterruptedException {
    Health next = healths.poll(20, TimeUnit.SECONDS);
    return next instanceof Health.Lost(String why) ? why : "";
  }
}
