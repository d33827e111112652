package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CuttableProxyTest {
  private final ServerSocket server;
  private final CuttableProxy cable;

  CuttableProxyTest() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
    cable = CuttableProxy.listen(0, server.getLocalPort());
  }

  @BeforeEach
  void theServerSaysEveryByteBack() {
    Thread.ofVirtual().start(this::serve);
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        var caller = server.accept();
        Thread.ofVirtual().start(() -> echo(caller));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void echo(Socket caller) {
    try (caller) {
      caller.getInputStream().transferTo(caller.getOutputStream());
    } catch (IOException gone) {
      // The cable was cut.
    }
  }

  @AfterEach
  void takeAway() throws IOException {
    cable.close();
    server.close();
  }

  @Test
  void carriesBytesBothWays() throws IOException {
    try (var station = call()) {
      assertThat(saidBack(station, 42)).isEqualTo(42);
      assertThat(saidBack(station, 200)).isEqualTo(200);
    }
  }

  @Test
  void theEndOfOneSideIsTheEndOfTheOther() throws IOException {
    try (var station = call()) {
      assertThat(saidBack(station, 1)).isEqualTo(1);
      station.shutdownOutput();
      assertThat(station.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void cutDropsWhatIsOpen() throws IOException {
    try (var station = call()) {
      assertThat(saidBack(station, 1)).isEqualTo(1);
      cable.cut();
      assertThatThrownBy(() -> saidBack(station, 2)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void cutRefusesEveryoneAndTheServerLivesOn() throws IOException {
    cable.cut();
    assertThatThrownBy(
            () -> {
              try (var station = call()) {
                saidBack(station, 1);
              }
            })
        .isInstanceOf(IOException.class);
    try (var neighbour = new Socket(server.getInetAddress(), server.getLocalPort())) {
      assertThat(saidBack(neighbour, 3)).isEqualTo(3);
    }
  }

  @Test
  void mendedItCarriesAgainAtTheSamePort() throws IOException {
    int before = cable.port();
    cable.cut();
    cable.mend();
    assertThat(cable.port()).isEqualTo(before);
    try (var station = call()) {
      assertThat(saidBack(station, 9)).isEqualTo(9);
    }
  }

  @Test
  void aServerThatIsAwayEndsTheCall() throws IOException {
    server.close();
    assertThatThrownBy(
            () -> {
              try (var station = call()) {
                saidBack(station, 1);
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void aSlowCableDeliversEverythingLate() throws IOException {
    cable.carry(Carriage.slow(150, 0));
    try (var station = call()) {
      long began = System.nanoTime();
      assertThat(saidBack(station, 5)).isEqualTo(5);
      assertThat(System.nanoTime() - began).isGreaterThan(300_000_000L);
    }
  }

  @Test
  void aThinCableTakesItsTimeForEachByte() throws IOException {
    cable.carry(Carriage.slow(0, 1_000));
    try (var station = call()) {
      long began = System.nanoTime();
      station.getOutputStream().write(new byte[200]);
      assertThat(station.getInputStream().readNBytes(200)).hasSize(200);
      assertThat(System.nanoTime() - began).isGreaterThan(300_000_000L);
    }
  }

  @Test
  void aHalfOpenCableTakesEveryByteAndClosesNothing() throws IOException {
    try (var station = call()) {
      assertThat(saidBack(station, 1)).isEqualTo(1);
      cable.carry(Carriage.HALF_OPEN);
      station.setSoTimeout(300);
      assertThatThrownBy(() -> saidBack(station, 2)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void whatWasHalfOpenIsLostForGoodAndANewCallIsNot() throws IOException {
    cable.carry(Carriage.HALF_OPEN);
    try (var lost = call()) {
      lost.setSoTimeout(300);
      assertThatThrownBy(() -> saidBack(lost, 2)).isInstanceOf(SocketTimeoutException.class);
      cable.mend();
      assertThatThrownBy(() -> saidBack(lost, 3)).isInstanceOf(SocketTimeoutException.class);
      try (var fresh = call()) {
        assertThat(saidBack(fresh, 4)).isEqualTo(4);
      }
    }
  }

  private Socket call() throws IOException {
    return new Socket(InetAddress.ofLiteral("127.0.0.1"), cable.port());
  }

  private static int saidBack(Socket socket, int value) throws IOException {
    socket.getOutputStream().write(value);
    int answer = socket.getInputStream().read();
    if (answer < 0) throw new IOException("the other side is gone");
    return answer;
  }
}
