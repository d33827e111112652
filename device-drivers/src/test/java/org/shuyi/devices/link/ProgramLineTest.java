package org.shuyi.devices.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.link.ReopeningLine.Pauses;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.process.ProgramConfig;
import org.shuyi.devices.tag.process.ProgramDriver;

/** Real programs, all of them shell scripts. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class ProgramLineTest {
  private static final Pauses SHORT = new Pauses(5, 50, 0);

  @TempDir Path folder;
  private final Heard heard = new Heard();
  private final List<Line> lines = new ArrayList<>();

  @AfterEach
  void end() {
    lines.forEach(Line::close);
  }

  @Test
  void bytesGoBothWays() throws Exception {
    var line = line("cat", SHORT);
    line.open(heard);
    assertThat(heard.next()).isEqualTo("up");
    line.write(Bytes.of(1, 2, 10));
    assertThat(heard.bytes(3)).isEqualTo(Bytes.of(1, 2, 10));
  }

  @Test
  void itsLastWordsAreHeardAndItsLastComplaintIsTheReason() throws Exception {
    line("echo a; echo first >&2; echo 'no licence' >&2; exit 3", SHORT).open(heard);
    assertThat(heard.next()).isEqualTo("up");
    assertThat(heard.bytes(2)).isEqualTo(Bytes.of('a', '\n'));
    assertThat(heard.next()).isEqualTo("down: the program ended with status 3: no licence");
    assertThat(heard.next()).isEqualTo("up");
  }

  @Test
  void complaintsWithoutEndDoNotStopIt() throws Exception {
    line("yes complaint | head -c 2000000 >&2; echo a; read -r line", SHORT).open(heard);
    assertThat(heard.next()).isEqualTo("up");
    assertThat(heard.bytes(2)).isEqualTo(Bytes.of('a', '\n'));
  }

  @Test
  void aProgramThatEndsAtOnceIsStartedMoreAndMoreSeldom() throws Exception {
    line("echo a; exit 1", new Pauses(50, 400, 60_000)).open(heard);
    long before = System.nanoTime();
    // Rests of 50, 100, 200, 400 and 400 ms lie between six starts.
    for (int ups = 0; ups < 6; ) if (heard.next().equals("up")) ups++;
    assertThat(System.nanoTime() - before).isGreaterThan(1_100_000_000L);
  }

  @Test
  void whatIsNotThereOrNoProgramIsSaidAndTriedAgain() throws Exception {
    var path = folder.resolve("later");
    var line = new ProgramLine(new LineAddress.Program(path.toString()), SHORT);
    lines.add(line);
    line.open(heard);
    assertThat(heard.next()).isEqualTo("down: cannot open: " + path + " cannot be executed");
    script("later", "cat");
    assertThat(heard.next()).isEqualTo("up");
  }

  @Test
  void itDiesWithItsLineAndWithItsChildren() throws Exception {
    var line = line("sleep 1000 & echo $!; read -r line", SHORT);
    line.open(heard);
    assertThat(heard.next()).isEqualTo("up");
    String said = new String(heard.bytes(2).toArray(), StandardCharsets.US_ASCII);
    var child = ProcessHandle.of(Long.parseLong(said.strip()));
    line.close();
    assertThat(heard.isQuiet()).isTrue();
    if (child.isPresent()) child.get().onExit().get(10, TimeUnit.SECONDS);
  }

  @Test
  void killedAHundredTimesItIsLostMeanwhileAndReadyAgainAndNothingIsLeftBehind() throws Exception {
    String script;
    try (var in = ProgramLineTest.class.getResourceAsStream("../tag/process/reader.sh")) {
      assertThat(in).isNotNull();
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    var healths = new LinkedBlockingQueue<Health>();
    BlockingQueue<TagNotice> notices = new LinkedBlockingQueue<>();
    var line = line(script, SHORT);
    var driver = new ProgramDriver(new ProgramConfig(SomeSettings.of()));
    try (var loop =
        new DeviceLoop<>(
            "reader",
            line,
            driver,
            frame -> frame,
            notices::add,
            healths::add,
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()))) {
      loop.start();
      for (int kill = 1; kill <= 100; kill++) {
        await(healths, Health.Ready.class);
        assertThat(threads()).as("threads after %d kills", kill - 1).isLessThanOrEqualTo(3);
        assertThat(children()).hasSize(1);
        assertThat(loop.want(new TagCommand.Count(kill, 1, 2))).isTrue();
        if (kill % 2 == 0) {
          assertThat(notices.poll(10, TimeUnit.SECONDS)).isInstanceOf(TagNotice.Counted.class);
        }
        children().forEach(ProcessHandle::destroyForcibly);
        await(healths, Health.Lost.class);
        if (kill % 2 == 1) {
          assertThat(notices.poll(10, TimeUnit.SECONDS)).as("an answer to each count").isNotNull();
        }
      }
      await(healths, Health.Ready.class);
    }
    assertThat(threads()).isZero();
    for (ProcessHandle left : children()) left.onExit().get(10, TimeUnit.SECONDS);
  }

  private static void await(BlockingQueue<Health> healths, Class<? extends Health> wanted)
      throws InterruptedException {
    Health health = healths.poll(10, TimeUnit.SECONDS);
    while (health != null && !wanted.isInstance(health))
      health = healths.poll(10, TimeUnit.SECONDS);
    assertThat(health).isInstanceOf(wanted);
  }

  /** Of this line: its own, and those of its pipes. */
  private long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains(folder.toString()))
        .filter(thread -> !thread.getName().startsWith("close "))
        .count();
  }

  private List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(folder.toString()))
        .toList();
  }

  private Line line(String script, Pauses pauses) throws IOException {
    var address = new LineAddress.Program(script("reader", script).toString());
    var line = new ProgramLine(address, pauses);
    lines.add(line);
    return line;
  }

  private Path script(String name, String script) throws IOException {
    var mode = PosixFilePermissions.fromString("rwxr-xr-x");
    var written =
        Files.createFile(folder.resolve(name + ".new"), PosixFilePermissions.asFileAttribute(mode));
    Files.writeString(written, script.startsWith("#!") ? script : "#!/bin/sh\n" + script + "\n");
    return Files.move(written, folder.resolve(name));
  }
}
