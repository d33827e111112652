package org.shuyi.sim.power;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.sim.house.Needs;

/** A file system on a disk that forgets: what a cut leaves of it, and that nothing stays behind. */
@Needs({"nbdfuse", "fuse-tools", "ext-tools", "fuse", "loop"})
@Timeout(120)
class DriveTest {
  @TempDir private Path folder;

  private static void write(Path file, String words, boolean flushed) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(words.getBytes(UTF_8)));
      if (flushed) channel.force(true);
    }
  }

  private void assertNothingStays() throws IOException {
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(folder.toString());
    assertThat(new Leftovers(folder.toRealPath()).loops()).isEmpty();
    assertThat(ProcessHandle.current().children().flatMap(child -> child.info().command().stream()))
        .noneMatch(command -> command.endsWith("nbdfuse"));
  }

  /** Writes a file with and one without a flush, cuts, and says which of them are there again. */
  private String afterACut(String options) throws Exception {
    var drive = new Drive(folder);
    drive.format();
    try (var mounted = drive.mount(options)) {
      write(mounted.path().resolve("flushed"), "kept", true);
      write(mounted.path().resolve("unflushed"), "lost", false);
      mounted.disk().cut(Survivors.NONE, new Random(1));
    }
    drive.check();
    try (var mounted = drive.mount(options)) {
      var there = new StringBuilder();
      for (String name : new String[] {"flushed", "unflushed"}) {
        if (Files.exists(mounted.path().resolve(name))) there.append(name).append(' ');
      }
      mounted.unmount();
      return there.toString().strip();
    } finally {
      assertNothingStays();
    }
  }

  @Test
  void whatWasFlushedIsThereAfterACutAndTheRestIsNot() throws Exception {
    assertThat(afterACut("")).isEqualTo("flushed");
  }

  @Test
  void withoutBarriersEvenWhatWasFlushedIsGone() throws Exception {
    assertThat(afterACut("barrier=0")).isEmpty();
  }

  @Test
  void aRefusedMountLeavesNothingBehind() throws Exception {
    var drive = new Drive(folder);
    try (var file = new RandomAccessFile(folder.resolve("disk.img").toFile(), "rw")) {
      file.setLength(1 << 20);
    }
    assertThatThrownBy(() -> drive.mount("")).isInstanceOf(Drive.Ruined.class);
    assertNothingStays();
  }

  @Test
  void aDiskThatDiesUnderAMountLeavesNothingBehind() throws Exception {
    var drive = new Drive(folder);
    drive.format();
    try (var mounted = drive.mount("")) {
      write(mounted.path().resolve("file"), "words", true);
      ProcessHandle.current()
          .children()
          .filter(child -> child.info().command().filter(c -> c.endsWith("nbdfuse")).isPresent())
          .forEach(ProcessHandle::destroyForcibly);
    }
    assertNothingStays();
  }

  @Test
  void anInterruptedThreadStillClearsUp() throws Exception {
    var drive = new Drive(folder);
    drive.format();
    try (var mounted = drive.mount("")) {
      write(mounted.path().resolve("file"), "words", false);
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).isTrue();
    assertNothingStays();
  }

  @Test
  @SuppressWarnings("MustBeClosedChecker") // That nobody closes it is what this is about.
  void theNextRunClearsWhatAKilledOneLeftAndNothingElse() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path own = Files.createDirectories(folder.resolve("own"));
    Path other = elsewhere.resolve("other.img");
    try (var file = new RandomAccessFile(other.toFile(), "rw")) {
      file.setLength(1 << 20);
    }
    String loop = Tool.run("losetup", "-f", "--show", other.toString()).said();
    try {
      var drive = new Drive(own);
      drive.format();
      var abandoned = drive.mount("");
      assertThat(Leftovers.isMounted(abandoned.path())).isTrue();
      var next = new Drive(own);
      assertThat(Leftovers.isMounted(abandoned.path())).isFalse();
      next.mount("").unmount();
      assertThat(Tool.run("losetup", "-j", other.toString()).said()).startsWith(loop + ":");
      abandoned.close();
    } finally {
      Tool.must("losetup", "-d", loop);
    }
    assertNothingStays();
  }
}
