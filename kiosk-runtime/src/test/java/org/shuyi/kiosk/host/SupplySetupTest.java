package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.config.StationConfig;
import picocli.CommandLine;

/** {@code ./kiosk config check} on boards whose bolts nothing but the board itself lets go. */
class SupplySetupTest {
  private static final String SUPPLY = "supply: {pin: 7, off: 8}";

  @TempDir Path folder;

  @Test
  void aBoardWithoutASupplyIsRefusedAndTheWordNoneIsRepeatedToThePerson() throws IOException {
    assertThat(check("# nothing", 1)).contains("devices.locks.supply: is missing");
    assertThat(check("supply: none", 0))
        .contains("note: devices.locks.supply: none, so nothing but the board lets go of a bolt");
    assertThat(check(SUPPLY, 0)).contains("nothing is wrong").doesNotContain("supply");
  }

  private String check(String supply, int expected) throws IOException {
    String text;
    try (InputStream in =
        Objects.requireNonNull(StationConfig.class.getResourceAsStream("example.yaml"))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(text).contains(SUPPLY);
    Path file = Files.writeString(folder.resolve("station.yaml"), text.replace(SUPPLY, supply));
    var out = new StringWriter();
    var command = new CommandLine(new ConfigCommand()).setOut(new PrintWriter(out));
    assertThat(command.execute("check", file.toString())).isEqualTo(expected);
    return out.toString();
  }
}
