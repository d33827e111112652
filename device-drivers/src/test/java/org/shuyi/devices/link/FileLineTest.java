package org.shuyi.devices.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.devices.Bytes;

class FileLineTest {
  private final Heard heard = new Heard();

  @TempDir private Path folder;

  @Test
  void eachWriteReadsTheFileAnew() throws IOException, InterruptedException {
    Path sensor = Files.writeString(folder.resolve("w1_slave"), "one");
    try (var line = LineAddress.parse("file:" + sensor).line()) {
      line.open(heard);
      assertThat(heard.next()).isEqualTo("up");
      line.write(Bytes.of('?'));
      assertThat(heard.bytes(3)).isEqualTo(Bytes.of('o', 'n', 'e'));
      Files.writeString(sensor, "two");
      line.write(Bytes.of('?'));
      assertThat(heard.bytes(3)).isEqualTo(Bytes.of('t', 'w', 'o'));
      Files.delete(sensor);
      line.write(Bytes.of('?'));
      assertThat(heard.next()).startsWith("down");
    }
  }

  @Test
  void severalFilesAreReadOneAfterTheOtherInTheOnlyFolderThatIsThere()
      throws IOException, InterruptedException {
    Path hwmon = Files.createDirectories(folder.resolve("hwmon/hwmon7"));
    Files.writeString(hwmon.resolve("temp1_input"), "21875\n");
    Files.writeString(hwmon.resolve("humidity1_input"), "40000\n");
    String address = "file:" + folder + "/hwmon/*/temp1_input,humidity1_input";
    try (var line = LineAddress.parse(address).line()) {
      line.open(heard);
      assertThat(heard.next()).isEqualTo("up");
      line.write(Bytes.of('?'));
      assertThat(heard.bytes(12)).isEqualTo(Bytes.copyOf("21875\n40000\n".getBytes(US_ASCII)));
      Files.createDirectory(folder.resolve("hwmon/hwmon8"));
      Files.delete(hwmon.resolve("humidity1_input"));
      line.write(Bytes.of('?'));
      assertThat(heard.next()).startsWith("down");
    }
  }
}
