package org.shuyi.kiosk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way into a room as a file says it: what is ruled is wired, and what is wired is ruled. */
class EntranceReaderTest {
  @TempDir Path folder;

  /** The example with the door that stands in it as a comment. */
  private static String withDoor() {
    return Example.text()
        .replace("  # entrance: 12  ", "  entrance: 12  ")
        .replaceAll("(?m)^  # (door: .*|  readers: .*|  release: .*|  patience: .*)$", "  $1")
        .replace(
            "devices:  ", "devices:\n  porch: {kind: card.feig, line: serial:/dev/shuyi/porch}\n#");
  }

  @Test
  void theDoorOfTheExampleIsReadAndItsWordsOnDefaultsAreTrue() {
    EntranceConfig entrance = Example.read(folder, withDoor()).entrance().orElseThrow();
    assertThat(entrance.door())
        .hasValue(
            new EntranceConfig.Door(
                new TreeSet<>(List.of("porch")), Duration.ofSeconds(5), Duration.ofMillis(250)));
    assertThat(entrance.room().orElseThrow().limit()).isEqualTo(40);
    String shorter =
        withDoor().replaceAll("(?m)^ *(release|patience|counter|counter-error): .*\n", "");
    assertThat(shorter).hasSizeLessThan(withDoor().length() - 300);
    assertThat(Example.read(folder, shorter).entrance()).hasValue(entrance);
  }

  @Test
  void aDoorNeedsItsPinAndAReaderThatReads() {
    assertThat(refused(withDoor().replace("  entrance: 12  ", "  # ")))
        .containsExactly(
            "pins.entrance: is missing; expected the pin of the relay that opens the entrance");
    assertThat(refused(withDoor().replace("readers: [porch]", "readers: [locks]")))
        .containsExactly(
            "entrance.door.readers[1]: locks is a lock.kerong; expected a device of a kind card.… or code.…");
    assertThat(refused(withDoor().replace("readers: [porch]", "readers: []")))
        .containsExactly(
            "entrance.door.readers: is missing; expected a card reader or a scanner outside");
  }

  @Test
  void aCounterNeedsBothItsPinsAndWhatIsWiredNeedsItsRule() {
    assertThat(refused(Example.with("  out: 10 ", "  # ")))
        .containsExactly("pins.out: is missing; expected the pin of the people counter");
    assertThat(
            refused(
                Example.with("\nentrance:  ", "\n# ")
                    .replaceAll(
                        "(?m)^ +(room|limit|counter|counter-error): .*\n|^ +from: \"03.*\n|^ +until: \"05:00\" +# the room.*\n",
                        "")))
        .containsExactly("entrance: is missing; expected its rule, since it is wired");
  }

  @Test
  void aButtonNeedsTheContactThatItFreesAndThatOneNeedsSomethingThatFreesIt() {
    assertThat(refused(Example.text().replaceAll("(?m)^  exit-freed: .*\n", "")))
        .containsExactly(
            "pins.exit-freed: is missing; expected the contact at the lock that the exit button should free");
    assertThat(refused(Example.text().replaceAll("(?m)^  (exit-button|fire): .*\n", "")))
        .containsExactly(
            "pins.fire: is missing; expected the fire input or exit-button, after which the lock should let go");
  }

  private List<String> refused(String text) {
    return Example.said(Example.refused(folder, text));
  }
}
