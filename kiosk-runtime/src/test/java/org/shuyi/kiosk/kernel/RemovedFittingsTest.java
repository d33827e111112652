package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.guard.Guards;
import org.shuyi.kiosk.kernel.guard.Standing;
import org.shuyi.kiosk.kernel.light.Lights;
import org.shuyi.kiosk.kernel.uv.Lamp;
import org.shuyi.kiosk.kernel.uv.Uv;

/** A fitting that was taken out of the configuration leaves nothing behind at the next start. */
class RemovedFittingsTest {
  private static Tale startedWith(Fittings saved) {
    Tale tale = Tale.inService();
    tale.kiosk = tale.kiosk.with(saved);
    return tale.tell(new TimeEvent.Restarted(2, "ordered"));
  }

  @Test
  void aScreenIsBrightWhereThereAreNoLights() {
    var saved = Fittings.fresh().with(new Lights(false, 0, 0));
    Tale tale = startedWith(saved);
    assertThat(tale.kiosk.fittings().lights()).isEqualTo(Lights.on());
    assertThat(tale.kiosk.said().screen().orElseThrow().dim()).isFalse();
  }

  @Test
  void nothingIsSaidOfALampThatIsNotThere() {
    for (Lamp lamp : new Lamp[] {new Lamp.CountingDown(9_000), new Lamp.Burning(0, 9_000)}) {
      Tale tale = startedWith(Fittings.fresh().with(new Uv(lamp, 3_000, 7)));
      assertThat(tale.kiosk.fittings().uv()).isEqualTo(new Uv(new Lamp.Dark(0), 3_000, 7));
      assertThat(tale.kiosk.said().screen().orElseThrow().notices())
          .extracting(Screen.Phrase::key)
          .doesNotContain("notice.uv");
    }
  }

  @Test
  void theAlarmOfAContactThatSaysNothingAnyMoreEnds() {
    var standing = new TreeMap<Guard, Standing>();
    standing.put(Guard.TILT, new Standing(true, Long.MAX_VALUE));
    Tale tale = startedWith(Fittings.fresh().with(new Guards(standing)));
    assertThat(tale.facts(StationFact.AlarmEnded.class)).isEmpty();
    tale.after(60_000);
    assertThat(tale.facts(StationFact.AlarmEnded.class)).hasSize(1);
    assertThat(tale.kiosk.fittings().guards()).isEqualTo(Guards.calm());
  }

  @Test
  void theAlarmOfAContactThatIsStillOpenGoesOnWithoutASecondOne() {
    var standing = new TreeMap<Guard, Standing>();
    standing.put(Guard.TILT, new Standing(true, Long.MAX_VALUE));
    Tale tale = startedWith(Fittings.fresh().with(new Guards(standing)));
    tale.tell(new HealthEvent.GuardChanged(Guard.TILT, true)).after(120_000);
    assertThat(tale.facts(StationFact.AlarmBegan.class)).isEmpty();
    assertThat(tale.facts(StationFact.AlarmEnded.class)).isEmpty();
  }
}
