package org.shuyi.kiosk.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.wire.AppliedMessage;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/** What the centre has applied is held against our own journal: is it the same story? */
class OtherStoryTest {
  private static ScriptedLine up() {
    var line = new ScriptedLine(CourierSettings.desk(), 1);
    line.run(5_000);
    assertThat(line.isOnline()).isTrue();
    return line;
  }

  @Test
  void appliedOfRecordsThatWereNeverWrittenIsAnAlarm() {
    ScriptedLine line = up();
    line.write(5);
    line.run(2_000);
    var applied =
        new AppliedMessage("demo/cabinet-1", PaperBacklog.EPOCH, 900, Optional.empty(), List.of());
    line.say(Channel.APPLIED, TestKeys.seal(Channel.APPLIED, applied.bytes(), TestKeys.CENTRE));
    line.run(1_000);
    assertThat(line.courier.view().applied()).isEqualTo(5);
    assertThat(line.events)
        .anyMatch(
            event ->
                event instanceof HealthEvent.DeviceChanged(var device, var health)
                    && device.name().equals("centre")
                    && health instanceof DeviceHealth.Degraded);
    assertThat(line.backlog.disowned)
        .containsExactly("the centre has records that this journal never wrote 900");
  }

  @Test
  void appliedWithAnotherHashTellsTheJournalThatItHasAnotherStory() {
    ScriptedLine line = up();
    line.write(5);
    line.run(2_000);
    var ours = line.backlog.hashAt(4);
    var theirs = Chain.START.hash();
    applied(line, 4, ours);
    assertThat(line.backlog.disowned).isEmpty();
    applied(line, 4, theirs);
    assertThat(line.backlog.disowned)
        .containsExactly("the centre has other records under the same numbers 4");
  }

  @Test
  void aJournalThatHasFailedIsNotAccusedOfAnotherStory() {
    ScriptedLine line = up();
    line.write(5);
    line.run(2_000);
    var ours = line.backlog.hashAt(4);
    line.backlog.failed = true;
    applied(line, 4, ours);
    assertThat(line.backlog.disowned).isEmpty();
    applied(line, 5, Chain.START.hash());
    assertThat(line.backlog.disowned)
        .containsExactly("the centre has other records under the same numbers 5");
  }

  private static void applied(ScriptedLine line, long through, Octets hash) {
    var applied =
        new AppliedMessage(
            "demo/cabinet-1", PaperBacklog.EPOCH, through, Optional.of(hash), List.of());
    line.say(Channel.APPLIED, TestKeys.seal(Channel.APPLIED, applied.bytes(), TestKeys.CENTRE));
    line.run(1_000);
  }
}
