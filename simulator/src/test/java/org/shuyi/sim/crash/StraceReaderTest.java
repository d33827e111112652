package org.shuyi.sim.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/** Lines as strace 6.1 writes them with {@code -y -xx}. */
class StraceReaderTest {
  private final StraceReader reader = new StraceReader("/j");

  @Test
  void aRunIsReadInItsOrder() throws IOException {
    read(
        "openat(AT_FDCWD<" + hex("/tmp") + ">, \"" + hex("/j/a") + "\", O_RDWR|O_CREAT, 0644) = 9");
    read("openat(AT_FDCWD<" + hex("/tmp") + ">, \"" + hex("/j/a") + "\", O_RDWR) = 10");
    read("pwrite64(9<" + hex("/j/a") + ">, \"" + hex("hello") + "\", 5, 1024) = 5");
    read("fdatasync(9<" + hex("/j/a") + ">) = 0");
    read("fsync(11<" + hex("/j") + ">) = 0");
    String said = TracedLife.SAID + mark().line() + "\n";
    int length = said.length();
    read("write(1<pipe:[7]>, \"%s\", %d) = %d".formatted(hex(said), length, length));
    read("ftruncate(9<" + hex("/j/a") + ">, 3) = 0");
    read("unlink(\"" + hex("/j/a") + "\") = 0");
    OpLog log = reader.log(1);
    assertThat(log.ops().stream().map(Op::words))
        .containsExactly(
            "create a as file 1",
            "write file 1 at 1024, 5 bytes",
            "flush file 1",
            "flush the folder",
            "commit 1 is acknowledged",
            "resize file 1 to 3",
            "remove a");
    assertThat(log.commits()).containsExactly(mark());
  }

  @Test
  void whatConcernsAnotherFolderIsLeftOut() throws IOException {
    read("unlink(\"" + hex("/k/a") + "\") = 0");
    read("rename(\"" + hex("/k/a") + "\", \"" + hex("/k/b") + "\") = 0");
    assertThat(reader.log(1).ops()).isEmpty();
  }

  @Test
  void aCallThatFailedDidNothing() throws IOException {
    read("unlink(\"" + hex("/j/a") + "\") = -1 ENOENT (No such file or directory)");
    assertThat(reader.log(1).ops()).isEmpty();
  }

  @Test
  void aCallThatNobodyThoughtOfIsAnErrorAndNotAWriteThatIsMissed() {
    String rename = "rename(\"" + hex("/j/a") + "\", \"" + hex("/j/b") + "\") = 0";
    assertThatThrownBy(() -> read(rename)).hasMessageContaining("touched by rename");
    String mapped =
        "mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 9<" + hex("/j/a") + ">, 0) = 7";
    assertThatThrownBy(() -> read(mapped)).isInstanceOf(IOException.class);
    String half = "pwrite64(9<" + hex("/j/a") + ">, \"" + hex("hello") + "\", 5, 0) = 3";
    assertThatThrownBy(() -> read(half)).isInstanceOf(IOException.class);
    String cut = "pwrite64(9<" + hex("/j/a") + ">, \"" + hex("hello") + "\"..., 90, 0) = 90";
    assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
  }

  private void read(String line) throws IOException {
    reader.line(line);
  }

  private static Mark mark() {
    var hash = Octets.of(new byte[32]);
    return new Mark(Octets.ofHex("0102"), Chain.START, 3, 4, 5, hash, "because it is so");
  }

  private static String hex(String text) {
    var written = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) written.append("\\x%02x".formatted(b));
    return written.toString();
  }
}
