package org.shuyi.kiosk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.devices.lock.kerong.KerongConfig;

/** Whatever is done to the example, the answer is a value: a configuration or complaints. */
class MutationTest {
  private static final String LETTERS =
      "aZ09 \t:-[]{}#&*!|>'\"%@`,?.\\\n\r\u4e66\u0085\u2028\uFEFF\u0000";

  @TempDir Path folder;

  @Test
  void noLineDeletedChangedOrInsertedMakesTheReaderThrow() {
    int refused = 0;
    for (int seed = 1; seed <= 2_000; seed++) {
      var chance = new Random(seed);
      var lines = new ArrayList<String>(Example.text().lines().toList());
      for (int i = chance.nextInt(4); i >= 0; i--) spoilLine(lines, chance);
      if (!isRead(seed, String.join("\n", lines).getBytes(StandardCharsets.UTF_8))) refused++;
    }
    assertThat(refused).isBetween(1_000, 1_999);
  }

  @Test
  void noByteChangedMakesTheReaderThrow() {
    for (int seed = 1; seed <= 1_000; seed++) {
      var chance = new Random(seed);
      byte[] bytes = Example.text().getBytes(StandardCharsets.UTF_8);
      for (int i = chance.nextInt(3); i >= 0; i--)
        bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
      isRead(seed, bytes);
    }
  }

  private boolean isRead(int seed, byte[] bytes) {
    Path file = Example.file(folder, bytes);
    try {
      return switch (StationConfig.read(file, MutationTest::judge)) {
        case Reading.Read(StationConfig config) -> {
          assertThat(config.doors()).as("seed %d", seed).isNotEmpty();
          yield true;
        }
        case Reading.Refused(List<Complaint> complaints) -> {
          assertThat(complaints).as("seed %d", seed).isNotEmpty();
          assertThat(Complaints.lines(complaints).lines().count())
              .as("seed %d", seed)
              .isEqualTo(complaints.size());
          assertThat(Complaints.json(complaints)).startsWith("[");
          yield false;
        }
      };
    } catch (RuntimeException e) {
      throw new AssertionError(
          "seed " + seed + ":\n" + new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  private static List<Complaint> judge(DeviceConfig device) {
    if (device.port().equals("lock")) new KerongConfig(device.settings());
    return List.of();
  }

  private static void spoilLine(List<String> lines, Random chance) {
    int at = chance.nextInt(lines.size());
    String line = lines.get(at);
    switch (chance.nextInt(6)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(chance.nextInt(lines.size())));
      case 2 -> lines.set(at, line.substring(chance.nextInt(line.length() + 1)));
      case 3 -> lines.set(at, " ".repeat(chance.nextInt(4)) + line);
      case 4 -> lines.set(at, noise(chance));
      default -> {
        int cut = chance.nextInt(line.length() + 1);
        lines.set(at, line.substring(0, cut) + noise(chance) + line.substring(cut));
      }
    }
  }

  private static String noise(Random chance) {
    return chance
        .ints(1 + chance.nextInt(6), 0, LETTERS.length())
        .mapToObj(letter -> LETTERS.substring(letter, letter + 1))
        .collect(Collectors.joining());
  }
}
