package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A seed is its whole story, in another program too: what only one program decides, such as the
 * order of a {@code Set.of} or of a hash of identities, would tell another one.
 */
class ReplayTest {
  /** A cabinet with a printer, a supply with a battery, and all fittings. */
  private static final String FITTED = "1";

  private static final List<String> SEEDS = List.of("3", FITTED);

  @Test
  void aSeedTellsTheSameStoryByteForByteInTwoPrograms() throws Exception {
    assertThat(Swarm.of(Long.parseLong(FITTED), Set.of(), false).isFitted()).isTrue();
    Process one = begin();
    Process other = begin();
    List<String> told = one.inputReader().readAllLines();
    assertThat(told).hasSize(SEEDS.size()).allMatch(line -> line.endsWith("no violation"));
    assertThat(other.inputReader().readAllLines())
        .as("./kiosk soak --seed N --hours 2 --trace, twice, shows where they part")
        .isEqualTo(told);
    assertThat(List.of(one.waitFor(), other.waitFor())).containsExactly(0, 0);
  }

  private static Process begin() throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StoryHash.class.getName());
    command.addAll(SEEDS);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
