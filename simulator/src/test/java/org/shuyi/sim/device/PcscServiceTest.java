package org.shuyi.sim.device;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Health;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.card.CardNotice.CardSeen;
import org.shuyi.devices.card.CardNotice.Technology;
import org.shuyi.devices.card.pcsc.PcscConfig;
import org.shuyi.devices.card.pcsc.PcscDriver;
import org.shuyi.devices.link.DeviceLoop;
import org.shuyi.devices.link.LineAddress;
import org.shuyi.sim.house.Needs;

/**
 * The line and the driver of PC/SC readers with the system's own service, run for this test, and a
 * virtual reader (vsmartcard-vpcd), whose card is whoever connects to its port: each message has
 * two bytes of length, 04 asks for the ATR, longer ones are APDUs.
 */
@Needs("vpcd")
class PcscServiceTest {
  private static final int VPCD = 35_963;
  private static final Bytes ATR = Bytes.parse("3B8F8001804F0CA000000306030001000000006A");
  private static final Bytes NUMBER = Bytes.parse("FFCA000000");

  private final BlockingQueue<CardNotice> notices = new LinkedBlockingQueue<>();
  private final BlockingQueue<Health> healths = new LinkedBlockingQueue<>();
  private final DeviceLoop<?, CardNotice> loop =
      new DeviceLoop<>(
          "cards",
          LineAddress.parse("pcsc:Virtual PCD 00 00").line(),
          new PcscDriver(new PcscConfig(false, ofMillis(150), ofMillis(600), ofMillis(700))),
          frame -> frame,
          notices::add,
          healths::add);

  @SuppressWarnings("NullAway.Init") // By begin.
  private Process service;

  @BeforeEach
  void begin() throws IOException, InterruptedException {
    service =
        new ProcessBuilder("/usr/sbin/pcscd", "--foreground")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    loop.start();
    Health next = nextHealth();
    while (next instanceof Health.Lost) next = nextHealth();
    assertThat(next).isEqualTo(new Health.Ready());
  }

  @AfterEach
  void end() throws InterruptedException {
    loop.close();
    service.destroy();
    assertThat(service.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void cardsComeAndGoAndAServiceThatEndsIsALostReader() throws IOException, InterruptedException {
    for (String uid : new String[] {"04A1B2C3D4E580", "DEADBEEF"}) {
      try (var card = new Socket(InetAddress.getLoopbackAddress(), VPCD)) {
        answering(card, Bytes.parse(uid));
        assertThat(notices.poll(20, TimeUnit.SECONDS))
            .isEqualTo(new CardSeen(Technology.ISO_14443A, Bytes.parse(uid)));
      }
    }
    service.destroy();
    assertThat(nextHealth()).isInstanceOf(Health.Lost.class);
    assertThat(notices).isEmpty();
  }

  private Health nextHealth() throws InterruptedException {
    Health next = healths.poll(30, TimeUnit.SECONDS);
    assertThat(next).as("a change of health within 30 s").isNotNull();
    return next == null ? new Health.Lost("") : next;
  }

  private static void answering(Socket card, Bytes uid) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer(card, uid);
              } catch (EOFException | SocketException gone) {
                assertThat(card.isClosed() || gone instanceof EOFException).isTrue();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private static void answer(Socket card, Bytes uid) throws IOException {
    var from = new DataInputStream(card.getInputStream());
    while (true) {
      var message = Bytes.copyOf(from.readNBytes(from.readUnsignedShort()));
      if (message.size() == 1 && message.at(0) != 4) continue;
      Bytes said =
          message.size() == 1
              ? ATR
              : message.equals(NUMBER) ? uid.plus(0x90, 0x00) : Bytes.of(0x6D, 0x00);
      card.getOutputStream()
          .write(Bytes.of(said.size() >> 8, said.size() & 0xFF).plus(said).toArray());
    }
  }
}
