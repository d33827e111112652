package org.shuyi.kiosk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The return slot of a configuration: read whole, and refused where it cannot be. */
class IntakeReaderTest {
  @TempDir Path folder;

  @Test
  void theExamplesReturnSlotIsRead() {
    IntakeConfig intake = Example.read(folder, withSlot()).intake().orElseThrow();
    assertThat(intake.sorter()).isEqualTo("sorter");
    assertThat(intake.tags()).isEqualTo("tunnel");
    assertThat(intake.bins().keySet()).containsExactly(1, 2, 3);
    assertThat(intake.exception()).isEqualTo(3);
    assertThat(intake.rules())
        .containsExactly(
            new IntakeConfig.Rule("10086420", OptionalInt.empty(), "", 1),
            new IntakeConfig.Rule("", OptionalInt.of(21), "", 3),
            new IntakeConfig.Rule("", OptionalInt.empty(), "CN-440100-1-GZL", 2));
    assertThat(intake.gateOpen()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aStationNeedsNone() {
    assertThat(Example.read(folder, Example.text()).intake()).isEmpty();
  }

  @Test
  void whatCannotBeIsRefusedWithItsPlaceAndTheReason() {
    refused("sorter: sorter ", "sorter: locks ")
        .isEqualTo("intake.sorter: locks is a lock.kerong; expected a device of a kind sorter.…");
    refused("{device: tunnel, antenna: 1}", "{device: reader-1, antenna: 1}")
        .isEqualTo(
            "intake.tags.antenna: antenna 1 of reader-1 is door 1's already; expected one of its"
                + " own");
    refused("    3: 待处理", "    4: 待处理")
        .contains("intake.bins: sorter has 3 bins, and none with number 4");
    refused("    3: 待处理", "    33: 待处理")
        .contains("intake.bins.33: \"33\" is not a bin's number from 1 to 32");
    refused("exception: 3 ", "exception: 9 ")
        .isEqualTo("intake.exception: there is no bin 9 among the bins; expected one of [1, 2, 3]");
    refused("exception: 3 ", "# ")
        .isEqualTo("intake.exception: is missing; expected a whole number from 1 to 32");
    refused("{prefix: \"10086420\", bin: 1}", "{prefix: \"10086420\", bin: 7}")
        .isEqualTo(
            "intake.rules[1].bin: there is no bin 7 among the bins; expected one of [1, 2, 3]");
    refused("{prefix: \"10086420\", bin: 1}", "{bin: 1}")
        .isEqualTo(
            "intake.rules[1].prefix: is missing; expected prefix, usage or owner, since a rule"
                + " without takes all");
    refused("{prefix: \"10086420\", bin: 1}", "{usage: 21, bin: 1}")
        .isEqualTo(
            "intake.rules[2].bin: a rule above takes the same items; expected each rule once");
    refused("{usage: 21, bin: 3}", "{usage: 256, bin: 3}")
        .isEqualTo("intake.rules[2].usage: \"256\" is not a whole number from 0 to 255");
    refused("gate-open: 30s ", "gate-open: 1h ")
        .isEqualTo("intake.gate-open: \"1h\" is not a time such as 800ms, 5s or 2m, from 5s to 5m");
  }

  private AbstractStringAssert<?> refused(String piece, String instead) {
    assertThat(withSlot()).containsOnlyOnce(piece);
    List<String> said = Example.said(Example.refused(folder, withSlot().replace(piece, instead)));
    return assertThat(said.getFirst());
  }

  /** The example with what it says of a return slot no longer a remark. */
  private static String withSlot() {
    var lines = new StringBuilder();
    boolean slot = false;
    for (String line : Example.text().lines().toList()) {
      if (line.contains("# A return slot")) slot = true;
      else if (line.isBlank()) slot = false;
      else lines.append(slot ? line.replaceFirst("# ", "") : line).append('\n');
    }
    return lines.toString();
  }
}
