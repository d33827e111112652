package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shuyi.devices.Bytes;

@Timeout(20)
class TcpPeerTest {
  private static final String ALL_CLOSED = "02 00 35 FF FF 00 00 03 38";

  private final KerongCu16Peer peer =
      new KerongCu16Peer(KerongCu16Peer.Setup.USUAL, new SixteenDoors(), Pace.INSTANT, 1);

  @Test
  void aBoardAnswersOnItsPortAndANewerStationReplacesTheOlder() throws Exception {
    try (var board = board();
        var older = station(board.port())) {
      assertThat(state(older)).isEqualTo(ALL_CLOSED);
      try (var newer = station(board.port())) {
        assertThat(state(newer)).isEqualTo(ALL_CLOSED);
        assertThat(older.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void anUnpluggedBoardHangsUpAndComesBackAtTheSamePort() throws Exception {
    try (var board = board();
        var before = station(board.port())) {
      assertThat(state(before)).isEqualTo(ALL_CLOSED);
      board.unplug();
      assertThat(before.getInputStream().read()).isEqualTo(-1);
      settle(board);
      assertThatThrownBy(() -> station(board.port())).isInstanceOf(IOException.class);
      board.plugIn();
      settle(board);
      try (var after = station(board.port())) {
        assertThat(state(after)).isEqualTo(ALL_CLOSED);
      }
    }
  }

  private TcpPeer board() throws IOException {
    return TcpPeer.at(0, "locks", peer, () -> System.nanoTime() / 1_000_000);
  }

  private static Socket station(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static String state(Socket station) throws IOException {
    station.getOutputStream().write(Bytes.parse("02 00 30 03 35").toArray());
    return Bytes.copyOf(station.getInputStream().readNBytes(9)).toString();
  }

  private static void settle(Attachment device) throws InterruptedException {
    var done = new CountDownLatch(1);
    device.touch(at -> done.countDown());
    done.await();
  }
}
