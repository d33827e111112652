package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.devices.Bytes;

@EnabledOnOs(OS.LINUX)
@Timeout(20)
class PtyTest {
  @TempDir private Path folder;

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private static Bytes allValues() {
    var bytes = new byte[1000];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) i;
    return Bytes.copyOf(bytes);
  }

  @Test
  void aThousandBytesOfAllValuesGoThroughInBothDirectionsAsTheyAre() throws IOException {
    try (var pty = new Pty();
        var port = new RandomAccessFile(pty.path(), "rw")) {
      port.write(allValues().toArray());
      var there = Bytes.EMPTY;
      while (there.size() < 1000) there = there.plus(pty.read(1000));
      assertThat(there).isEqualTo(allValues());

      pty.write(allValues());
      var back = new byte[1000];
      port.readFully(back);
      assertThat(Bytes.copyOf(back)).isEqualTo(allValues());
    }
  }

  @Test
  void waitingEndsWhenItIsWoken() throws IOException {
    try (var pty = new Pty()) {
      pty.wake();
      assertThat(pty.read(-1)).isEqualTo(Bytes.EMPTY);
      assertThat(pty.read(0)).isEqualTo(Bytes.EMPTY);
    }
  }

  @Test
  void aClosedPairIsClosedForGood() throws IOException {
    var pty = new Pty();
    pty.close();
    pty.close();
    pty.wake();
    assertThat(Path.of(pty.path())).doesNotExist();
  }

  @Test
  void aLockBoardAnswersOnAPortAndComesBackUnderTheSamePath() throws Exception {
    var link = folder.resolve("dev/locks");
    var peer =
        new KerongCu16Peer(KerongCu16Peer.Setup.USUAL, new SixteenDoors(), KerongCu16Peer.PACE, 1);
    try (var board = PtyPeer.at(link, peer, PtyTest::now)) {
      try (var port = new RandomAccessFile(link.toFile(), "rw")) {
        assertThat(state(port)).isEqualTo("02 00 35 FF FF 00 00 03 38");
        board.unplug();
        settle(board);
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThatThrownBy(() -> port.write(2)).isInstanceOf(IOException.class);
      }
      board.plugIn();
      settle(board);
      try (var port = new RandomAccessFile(link.toFile(), "rw")) {
        assertThat(state(port)).isEqualTo("02 00 35 FF FF 00 00 03 38");
      }
    }
    assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void aScannerSpeaksWithoutBeingAsked() throws Exception {
    var link = folder.resolve("scanner");
    var peer = new SerialScannerPeer(SerialScannerPeer.PACE, 1);
    try (var scanner = PtyPeer.at(link, peer, PtyTest::now);
        var port = new RandomAccessFile(link.toFile(), "rw")) {
      scanner.touch(at -> peer.scan("978", at));
      var heard = new byte[4];
      port.readFully(heard);
      assertThat(new String(heard, StandardCharsets.US_ASCII)).isEqualTo("978\r");
    }
  }

  private static String state(RandomAccessFile port) throws IOException {
    port.write(Bytes.parse("02 00 30 03 35").toArray());
    var answer = new byte[9];
    port.readFully(answer);
    return Bytes.copyOf(answer).toString();
  }

  /** Until the device's thread has done all that was asked of it before. */
  private static void settle(Attachment device) throws InterruptedException {
    var done = new CountDownLatch(1);
    device.touch(at -> done.countDown());
    done.await();
  }
}
