package org.shuyi.devices.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.devices.Bytes;

@Timeout(30)
class SerialLineTest {
  private static final Bytes QUESTION = Bytes.parse("02 00 30 03 35");

  @TempDir Path folder;
  private final Heard heard = new Heard();
  private TestPty pty;
  private Path role;
  private Line line;

  @BeforeEach
  void plugIn() throws Exception {
    pty = new TestPty();
    role = folder.resolve("locks");
    Files.createSymbolicLink(role, pty.path());
    line = LineAddress.parse("serial:" + role + "?baud=19200").line();
  }

  @AfterEach
  void end() {
    line.close();
    pty.close();
  }

  @Test
  void bytesGoBothWaysUnchanged() throws Exception {
    line.open(heard);
    assertThat(heard.next()).isEqualTo("up");
    line.write(QUESTION);
    assertThat(pty.read(5)).isEqualTo(QUESTION);
    Bytes all = Bytes.EMPTY;
    for (int i = 0; i < 256; i++) all = all.plus(i);
    pty.write(all);
    assertThat(heard.bytes(256)).as("no byte is special").isEqualTo(all);
  }

  @Test
  void aDeviceThatIsPulledOutAndPutInElsewhereIsFoundByItsRoleName() throws Exception {
    line.open(heard);
    assertThat(heard.next()).isEqualTo("up");
    pty.close();
    assertThat(heard.next()).startsWith("down: ");
    pty = new TestPty();
    Files.delete(role);
    Files.createSymbolicLink(role, pty.path());
    String next = heard.next();
    while (!next.equals("up")) next = heard.next();
    line.write(QUESTION);
    assertThat(pty.read(5)).isEqualTo(QUESTION);
  }

  @Test
  void aRoleNameThatLeadsElsewhereIsNoticedAlsoWhenTheOldPortIsOnlySilent() throws Exception {
    line.open(heard);
    assertThat(heard.next()).isEqualTo("up");
    try (var second = new TestPty()) {
      Files.delete(role);
      Files.createSymbolicLink(role, second.path());
      assertThat(heard.next()).startsWith("down: ").contains("locks");
      assertThat(heard.next()).isEqualTo("up");
      line.write(QUESTION);
      assertThat(second.read(5)).isEqualTo(QUESTION);
    }
  }

  @Test
  void aRoleNameThatLeadsElsewhereIsNoticedAlsoWhileAnotherDeviceAnswersAtTheOldPort()
      throws Exception {
    line.open(heard);
    assertThat(heard.next()).isEqualTo("up");
    Files.delete(role);
    String next;
    do {
      pty.write(QUESTION);
      next = heard.next();
    } while (!next.startsWith("down: "));
    assertThat(next).isEqualTo("down: " + role + " has vanished");
  }

  @Test
  void aMissingDeviceIsSaidOnceAndCostsNoProcessorTime() throws Exception {
    Files.delete(role);
    line.open(heard);
    assertThat(heard.next()).isEqualTo("down: cannot open: " + role + " does not exist");
    assertThat(processorMillisInASecond()).isLessThan(200);
    assertThat(heard.isQuiet()).isTrue();
  }

  @Test
  void aDeadDeviceCostsNoProcessorTime() throws Exception {
    line.open(heard);
    assertThat(heard.next()).isEqualTo("up");
    pty.close();
    assertThat(heard.next()).startsWith("down: ");
    assertThat(processorMillisInASecond()).isLessThan(200);
  }

  @Test
  void aPortThatTakesNothingIsGivenUpAndWhoeverWroteToItIsLetGo() throws Exception {
    line.open(heard);
    assertThat(heard.next()).isEqualTo("up");
    var writer =
        Thread.ofPlatform().daemon().start(() -> line.write(Bytes.copyOf(new byte[65_536])));
    assertThat(heard.next()).isEqualTo("down: a write stands still for 3000 ms");
    assertThat(writer.join(Duration.ofSeconds(5))).as("the writer goes on").isTrue();
    assertThat(heard.next()).isEqualTo("up");
  }

  @Test
  void aClosedLineIsSilentWithinTwoSeconds() throws Exception {
    line.open(heard);
    assertThat(heard.next()).isEqualTo("up");
    long before = System.nanoTime();
    line.close();
    line.close();
    assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
    assertThat(heard.isQuiet()).isTrue();
  }

  /** What the line's own threads take of one second of real time. */
  private static long processorMillisInASecond() {
    var threads = ManagementFactory.getThreadMXBean();
    long before = lineNanos(threads);
    LockSupport.parkNanos(1_000_000_000L);
    return (lineNanos(threads) - before) / 1_000_000;
  }

  private static long lineNanos(java.lang.management.ThreadMXBean threads) {
    long nanos = 0;
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().startsWith("line ")) {
        nanos += Math.max(0, threads.getThreadCpuTime(id));
      }
    }
    return nanos;
  }
}
