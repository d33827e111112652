package org.shuyi.kiosk.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.config.StationConfig;
import picocli.CommandLine;

/** What whoever sets a station up is told, beside mistakes. */
class ConfigCommandTest {
  @TempDir Path folder;

  private static String example() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(StationConfig.class.getResourceAsStream("example.yaml"))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** What is said of a configuration that is right, without the name of its file. */
  private String said(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("station.yaml"), text);
    var out = new StringWriter();
    var line = new CommandLine(new ConfigCommand()).setOut(new PrintWriter(out));
    assertThat(line.execute("check", file.toString())).as("%s", out).isZero();
    return out.toString().replace(file + ": ", "");
  }

  @Test
  void whereNoContactSeesWhetherTheWayOutIsReleasedThatIsSaidPlainly() throws IOException {
    assertThat(said(example())).isEqualTo("nothing is wrong\n");
    String unseen = example().replaceAll("(?m)^  exit-(button|freed): .*\n", "");
    assertThat(said(unseen))
        .isEqualTo(
            """
            nothing is wrong
            note: no pins.exit-freed: this station cannot see whether the way out is released in a fire
            """);
    String neither = unseen.replaceAll("(?m)^  fire: .*\n", "");
    assertThat(said(neither)).as("no fire input and no door").isEqualTo("nothing is wrong\n");
  }
}
