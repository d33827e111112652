package org.shuyi.devices.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shuyi.devices.Bytes;

@Timeout(30)
class TcpLineTest {
  private static final Bytes QUESTION = Bytes.parse("02 00 30 03 35");

  private final Heard heard = new Heard();
  private ServerSocket server;
  private Line line;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    line = LineAddress.parse("tcp:127.0.0.1:" + server.getLocalPort()).line();
  }

  @AfterEach
  void end() throws IOException {
    line.close();
    server.close();
  }

  @Test
  void bytesGoBothWays() throws Exception {
    line.open(heard);
    try (var device = server.accept()) {
      assertThat(heard.next()).isEqualTo("up");
      line.write(QUESTION);
      assertThat(device.getInputStream().readNBytes(5)).isEqualTo(QUESTION.toArray());
      device.getOutputStream().write(new byte[] {1, 2, 3});
      assertThat(heard.bytes(3)).isEqualTo(Bytes.of(1, 2, 3));
    }
  }

  @Test
  void aDeviceThatGoesAndComesBackIsFoundAgain() throws Exception {
    line.open(heard);
    server.accept().close();
    assertThat(heard.next()).isEqualTo("up");
    assertThat(heard.next()).startsWith("down: ");
    try (var back = server.accept()) {
      assertThat(heard.next()).isEqualTo("up");
      line.write(QUESTION);
      assertThat(back.getInputStream().readNBytes(5)).hasSize(5);
    }
  }

  @Test
  void aDeviceThatReadsNothingIsGivenUpAndWhoeverWroteToItIsLetGo() throws Exception {
    line.open(heard);
    try (var deaf = server.accept()) {
      assertThat(deaf.isConnected()).isTrue();
      assertThat(heard.next()).isEqualTo("up");
      var much = Bytes.copyOf(new byte[32 << 20]);
      var writer = Thread.ofPlatform().daemon().start(() -> line.write(much));
      assertThat(heard.next()).isEqualTo("down: a write stands still for 3000 ms");
      assertThat(writer.join(Duration.ofSeconds(5))).as("the writer goes on").isTrue();
    }
  }

  @Test
  void anAddressWhereNobodyListensIsSaidOnceAndTriedAgain() throws Exception {
    int port = server.getLocalPort();
    server.close();
    line.open(heard);
    assertThat(heard.next()).startsWith("down: cannot open: ");
    line.write(QUESTION);
    server = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
    server.accept().close();
    assertThat(heard.next()).isEqualTo("up");
  }

  @Test
  void aClosedLineIsSilentAndMayBeClosedTwice() throws Exception {
    line.open(heard);
    try (var device = server.accept()) {
      assertThat(heard.next()).isEqualTo("up");
      long before = System.nanoTime();
      line.close();
      line.close();
      assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
      assertThat(device.getInputStream().read()).isEqualTo(-1);
      line.write(QUESTION);
      line.open(heard);
      assertThat(heard.isQuiet()).isTrue();
    }
  }
}
