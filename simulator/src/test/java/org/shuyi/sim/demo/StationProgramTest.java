package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StationProgramTest {
  @Test
  void itRunsWithTheFlagsWithWhichItIsShipped() throws IOException {
    String shipped = Files.readString(DemoCommand.sources().resolve("systemd").resolve("station"));
    var flags =
        Pattern.compile("(?<= )-(-enable|X)\\S+")
            .matcher(shipped)
            .results()
            .map(found -> found.group())
            .toList();
    assertThat(StationProgram.FLAGS).containsExactlyInAnyOrderElementsOf(flags);
  }
}
