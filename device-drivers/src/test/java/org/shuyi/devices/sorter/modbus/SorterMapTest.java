package org.shuyi.devices.sorter.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Settings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;
import org.shuyi.devices.modbus.Entry;
import org.shuyi.devices.modbus.RegisterMap;

/** A map file is taken whole or refused with its line. */
class SorterMapTest {
  private static final int BINS = 2;

  /** A page that writes down what is refused. */
  private static final class Page implements Settings.Page {
    private final List<String> lines;
    private final List<String> refused = new ArrayList<>();

    private Page(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public List<String> lines() {
      return lines;
    }

    @Override
    public void refuse(int line, String found, String expected) {
      refused.add("%d: %s; expected %s".formatted(line, found, expected));
    }
  }

  /** Every entry at a place of its own, in the order in which they are asked for. */
  static List<String> good() {
    var lines = new ArrayList<String>();
    int bit = 0;
    int word = 200;
    int written = 100;
    for (Entry entry : SorterCodec.entries(BINS)) {
      String value =
          switch (entry.kind()) {
            case WRITTEN_WORD -> "holding " + written++;
            case WRITTEN_SWITCH -> "coil 0";
            case WORD -> "input " + word++;
            case BIT -> "discrete " + bit++;
            case CODE -> String.valueOf(lines.size());
          };
      lines.add(entry.name() + " = " + value);
    }
    return lines;
  }

  private static List<String> refusals(List<String> lines) {
    var page = new Page(lines);
    RegisterMap.read(page, SorterCodec.entries(BINS));
    return page.refused;
  }

  static Stream<Vector> vectors() {
    return Vectors.of("/org/shuyi/devices/sorter/modbus/sorter.vectors");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameHasItsCheckAndIsExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    assertThat(SorterCodec.FRAMES.explain(vector.bytes()).what()).isEqualTo(vector.meaning());
  }

  @Test
  void aWholeMapIsTakenWithCommentsAndBlankLines() {
    var lines = good();
    lines.add(3, "");
    lines.add(5, "  # page 41");
    lines.set(6, lines.get(6) + "   # as on page 42");
    assertThat(refusals(lines)).isEmpty();
  }

  @Test
  void everySingleMissingEntryIsRefused() {
    for (int i = 0; i < good().size(); i++) {
      var lines = good();
      String name = lines.remove(i).replaceFirst(" =.*", "");
      assertThat(refusals(lines)).as(name).hasSize(1);
      assertThat(refusals(lines).getFirst()).startsWith("0: there is no " + name + "; expected");
    }
  }

  @Test
  void aDoubledEntryIsRefusedWithBothLines() {
    var lines = good();
    lines.add("belt = discrete 99");
    assertThat(refusals(lines))
        .containsExactly(
            "%d: belt stands in line %d already; expected every entry once"
                .formatted(lines.size(), line(lines, "belt")));
  }

  @Test
  void anUnknownEntryIsRefused() {
    var lines = good();
    lines.set(line(lines, "belt") - 1, "blet = discrete 10");
    assertThat(refusals(lines))
        .hasSize(2)
        .anyMatch(said -> said.startsWith(line(lines, "blet") + ": there is no entry blet"))
        .anyMatch(said -> said.startsWith("0: there is no belt"));
  }

  @Test
  void whatLiesElsewhereThanItCanIsRefused() {
    assertThat(refused("belt = holding 3")).contains("discrete ADDRESS");
    assertThat(refused("belt = discrete 65536")).contains("discrete ADDRESS");
    assertThat(refused("belt = holding 3.16")).contains("discrete ADDRESS");
    assertThat(refused("state = discrete 3")).contains("input ADDRESS");
    assertThat(refused("command.sort = five")).contains("a whole number");
    assertThat(refused("belt")).contains("NAME = PLACE");
    assertThat(refused("tunnel = none: it has none")).contains("discrete ADDRESS");
    assertThat(refused("belt = discrete 0")).contains("a place of its own");
    assertThat(refused("argument = holding 110")).contains("next to each other");
    assertThat(refused("state = input 9000")).contains("at most 64");
  }

  private static String refused(String line) {
    var lines = good();
    String name = line.replaceFirst(" =.*", "");
    lines.set(line(lines, name) - 1, line);
    var refused = refusals(lines);
    assertThat(refused).as(line).isNotEmpty();
    return refused.getFirst();
  }

  @Test
  void whatASorterCanDoWithoutMayBeLeftOutWithAReason() {
    var lines = good();
    lines.set(line(lines, "inlet") - 1, "inlet = none: the light grating sees it");
    lines.set(line(lines, "fault.two-items") - 1, "fault.two-items = none: it cannot tell");
    assertThat(refusals(lines)).isEmpty();
    lines.set(line(lines, "inlet") - 1, "inlet = none:");
    assertThat(refusals(lines)).hasSize(1);
  }

  @Test
  void noTextThrows() {
    var random = new Random(20_260_323);
    var good = good();
    for (int i = 0; i < 2_000; i++) {
      var lines = new ArrayList<>(good);
      for (int k = 0; k < 5; k++) {
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        int from = random.nextInt(line.length());
        lines.set(
            at, line.substring(0, from) + (char) random.nextInt(0x250) + line.substring(from));
        if (random.nextInt(3) == 0) lines.set(at, line.substring(0, from));
        if (lines.get(at).isEmpty()) lines.remove(at);
      }
      assertThat(refusals(lines).size()).isLessThanOrEqualTo(2 * good.size());
    }
  }

  private static int line(List<String> lines, String name) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(name + " ")) return i + 1;
    }
    throw new IllegalArgumentException(name);
  }
}
