package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void theWishedPortIsGivenWhereNobodyHasIt() {
    assertThat(taken(Set.of()).near(8080)).isEqualTo(8080);
  }

  @Test
  void aTakenPortGivesTheNextFreeOne() {
    assertThat(taken(Set.of(8080, 8081)).near(8080)).isEqualTo(8082);
  }

  @Test
  void noPortIsGivenTwice() {
    var ports = taken(Set.of(8080));
    assertThat(ports.near(8080)).isEqualTo(8081);
    assertThat(ports.near(8081)).isEqualTo(8082);
  }

  @Test
  void whereNoneOfTheNextIsFreeTheNumbersAreSaid() {
    var all = new FreePorts(port -> false, () -> 1);
    assertThatThrownBy(() -> all.near(8080)).hasMessage("ports 8080 to 8130 are all taken");
    assertThatThrownBy(() -> all.near(65_535)).hasMessage("ports 65535 to 65535 are all taken");
  }

  @Test
  void whoeverListensOnThisMachineIsSeen() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int taken = other.getLocalPort();
      assertThat(FreePorts.ofThisMachine().near(taken)).isGreaterThan(taken);
    }
  }

  @Test
  void anyPortIsAnotherOneEachTime() {
    var ports = FreePorts.ofThisMachine();
    var given = IntStream.range(0, 20).map(i -> ports.near(0)).boxed().toList();
    assertThat(given).doesNotHaveDuplicates().allMatch(port -> port > 1023);
  }

  @Test
  void noConnectionOfAnybodyCanTakeAPortThatWasDrawn() throws IOException {
    var ports = FreePorts.ofThisMachine();
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      int outgoing = Math.min(client.getLocalPort(), server.getLocalPort());
      assertThat(IntStream.range(0, 200).map(i -> ports.near(0)).max().orElseThrow())
          .isLessThan(outgoing)
          .isLessThan(32_768);
    }
  }

  @Test
  void whoeverIsElsewhereThanWishedIsNamed() {
    var wished = new Ports(8080, 8081, 0, 8091, 1, 2, 3, 4);
    var got = wished.taken(taken(Set.of(8081)));
    assertThat(got.movedFrom(wished))
        .isEqualTo(List.of("port 8081 is taken: the technician's page is at 8082"));
  }

  private static FreePorts taken(Set<Integer> taken) {
    return new FreePorts(port -> !taken.contains(port), () -> 50_000);
  }
}
