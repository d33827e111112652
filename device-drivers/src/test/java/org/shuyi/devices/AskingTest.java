package org.shuyi.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line on which {@code 02 xx} is a reply and {@code 0F 0F} a broken one. */
class AskingTest {
  private static final Bytes FRAME = Bytes.of(0x01);
  private static final Duration WITHIN = Duration.ofMillis(100);

  private final Tally tally = new Tally();
  private final Asking<String, Integer> asking = new Asking<>(AskingTest::parse, tally);
  private final List<Integer> heard = new ArrayList<>();
  private final List<String> damaged = new ArrayList<>();

  private static Parsed<Integer> parse(Bytes received) {
    if (received.size() < 2) {
      boolean begins = received.at(0) == 0x02 || received.at(0) == 0x0F;
      return begins ? new Parsed.More<>() : new Parsed.Noise<>(1, "a reply begins with 02");
    }
    return switch (received.at(0)) {
      case 0x02 -> new Parsed.Frame<>(received.at(1), 2);
      case 0x0F -> new Parsed.Noise<>(2, "broken");
      default -> new Parsed.Noise<>(1, "a reply begins with 02");
    };
  }

  @Test
  void aLineThatIsDownAwaitsNothingAndNeverWakesAnybody() {
    asking.rest(0, 1_000);
    assertThat(asking.wakeAt()).isEqualTo(Driver.NEVER);
    assertThat(asking.rested(Long.MAX_VALUE)).isFalse();
    asking.lineUp(1_000);
    assertThat(asking.rested(1_000)).isTrue();
    asking.ask("how", FRAME, WITHIN, 1_000);
    asking.lineDown();
    assertThat(asking.asked()).isNull();
    assertThat(asking.overdue(Long.MAX_VALUE)).isNull();
    assertThat(asking.wakeAt()).isEqualTo(Driver.NEVER);
  }

  @Test
  void anAnswerIsAwaitedForItsTimeAndThenTheLineRests() {
    asking.lineUp(1_000);
    asking.ask("how", FRAME, WITHIN, 1_000);
    assertThat(asking.answer(new ArrayList<>()).write()).containsExactly(FRAME);
    assertThat(asking.answer(new ArrayList<>()).write()).isEmpty();
    assertThat(asking.asked()).isEqualTo("how");
    assertThat(asking.wakeAt()).isEqualTo(1_100);
    assertThat(asking.overdue(1_099)).isNull();
    assertThat(asking.overdue(1_100)).isEqualTo("how");
    assertThat(asking.asked()).isNull();
    assertThat(asking.resting()).isTrue();
    assertThat(asking.rested(1_299)).isFalse();
    assertThat(asking.rested(1_300)).isTrue();
  }

  @Test
  void halfAnAnswerThatCameTooLateIsNoPartOfTheNext() {
    asking.lineUp(1_000);
    asking.ask("how", FRAME, WITHIN, 1_000);
    hear("02");
    assertThat(asking.overdue(1_100)).isEqualTo("how");
    hear("02 07");
    assertThat(heard).containsExactly(7);
    hear("02");
    asking.ask("how", FRAME, WITHIN, 1_300);
    hear("02 08");
    assertThat(heard).containsExactly(7, 8);
    assertThat(tally.counters()).containsEntry("bytesDropped", 2L).containsEntry("timeouts", 1L);
  }

  @Test
  void threeMissesInARowAreSilenceAndAnAnswerOrANewLineBeginsAnew() {
    asking.lineUp(1_000);
    assertThat(asking.missedTooOften()).isFalse();
    assertThat(asking.missedTooOften()).isFalse();
    asking.answered();
    assertThat(asking.missedTooOften()).isFalse();
    assertThat(asking.missedTooOften()).isFalse();
    assertThat(asking.missedTooOften()).isTrue();
    assertThat(asking.missedTooOften()).isTrue();
    asking.lineUp(2_000);
    assertThat(asking.missedTooOften()).isFalse();
  }

  @Test
  void aRestIsCutShortUnlessAnAnswerWasLost() {
    asking.lineUp(1_000);
    asking.rest(500, 1_000);
    asking.hurry();
    assertThat(asking.rested(1_000)).isTrue();
    asking.rest(500, 1_000);
    assertThat(asking.missedTooOften()).isFalse();
    asking.hurry();
    assertThat(asking.rested(1_499)).isFalse();
  }

  @Test
  void repliesAreHeardInAnyPiecesAndOnlyWholeFramesCountAsDamaged() {
    asking.lineUp(1_000);
    hear("02");
    hear("05 33 02 06 0F");
    hear("0F 02");
    hear("07");
    assertThat(heard).containsExactly(5, 6, 7);
    assertThat(damaged).containsExactly("broken");
    assertThat(tally.counters()).containsEntry("bytesDropped", 3L).containsEntry("damaged", 1L);
  }

  @Test
  void noticesAreTakenWithWhatWasWritten() {
    var notices = new ArrayList<>(List.of("seen"));
    asking.write(FRAME);
    assertThat(asking.answer(notices)).isEqualTo(new Answer<>(List.of(FRAME), List.of("seen")));
    assertThat(notices).isEmpty();
  }

  private void hear(String hex) {
    asking.hear(Bytes.parse(hex), heard::add, damaged::add);
  }
}
