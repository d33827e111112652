package org.shuyi.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.journal.Cabinets.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Outbox;

/** What is pressed comes back, and what a salvage wrote as plain text is read too. */
class PressedTest {
  @Test
  void whatIsPressedComesBack() {
    for (String json : List.of("", "{}", "\"三体 · 第 60 册\"", "[1,2]".repeat(10_000))) {
      assertThat(Pressed.json(Pressed.of(json))).isEqualTo(json);
    }
    assertThat(Pressed.of("[\"on-shelf\"]".repeat(100))).hasSizeLessThan(100);
  }

  @Test
  void damagedBytesNeverThrowAndNeverSwellWithoutEnd() {
    var random = new Random(7);
    byte[] good = Pressed.of("[\"receipt\"]".repeat(200));
    for (int i = 0; i < 10_000; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      assertThat(Pressed.json(bad)).hasSizeLessThanOrEqualTo(1_000_000);
    }
    assertThat(Pressed.json(Pressed.of(" ".repeat(2_000_000)))).hasSize(1_000_000);
    assertThat(Pressed.json("{}".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void aSectionAsPlainTextIsReadToo() throws Misfit {
    Kiosk fresh = Kiosk.fresh(plan(2), new Outbox(0, 0));
    var shelf = row(2, "shelf", "[{\"1\":[[\"shut\"],false,[]],\"2\":[[\"shut\"],true,[]]},7,{}]");
    var rows = new State.Rows(List.of(shelf), List.of(), List.of());
    assertThat(State.kiosk(rows, fresh).shelf().counts()).isEqualTo(7);
  }

  private static State.SectionRow row(long id, String name, String json) {
    return new State.SectionRow(id, name, 1, json, Sum.of(id, name, 1, json));
  }
}
