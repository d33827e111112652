package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.world.World;

/**
 * A whole station with a sign and a voice, in virtual time, as those see and hear it who pass by.
 */
class SignsInTheTownTest {
  private static final String DOOR = "柜门没有关好，请关门  A door is open: please shut it";
  private static final String FIRE = "火警！请立即离开  FIRE! Leave at once";
  private static final String CLOSED = "暂停服务  Out of service";

  private VirtualTown town = town("2026-11-22T02:00:00Z");

  /** Shanghai is eight hours ahead. */
  private static VirtualTown town(String dawn) {
    var town =
        new VirtualTown(
            new VirtualTown.Plan(
                1,
                Cabinet.usual(Cabinet.Board.KERONG).with(Extra.SIGN, Extra.VOICE, Extra.UPS),
                10_000,
                CourierSettings.desk(),
                Instant.parse(dawn)),
            Rules.usual(new TreeMap<>()),
            Patrons.none().with(VirtualTown.token("wang"), new Patron(5, Standing.GOOD)),
            "command-");
    town.station().powerOn();
    town.time().run(30_000);
    return town;
  }

  private World world() {
    return town.world();
  }

  @Test
  void aDoorLeftOpenIsShownAndSaidUntilItIsShut() {
    assertThat(town.sign().text()).isEmpty();
    world().openWithKey(1);
    after(80);
    assertThat(town.sign().text()).isEmpty();
    after(15);
    assertThat(town.sign().text()).isEqualTo(DOOR);
    assertThat(town.sign().red()).isTrue();
    after(10);
    assertThat(town.loudspeaker().heard())
        .containsExactly("zh-CN: 柜门没有关好，请把它关上。", "en: A door has been left open. Please shut it.");
    after(60);
    assertThat(town.loudspeaker().heard()).hasSizeBetween(4, 8);
    world().closeDoor(1);
    after(3);
    assertThat(town.sign().text()).isEmpty();
    town.loudspeaker().forget();
    after(600);
    assertThat(town.loudspeaker().heard()).isEmpty();
    assertThat(town.sign().seen()).containsExactly(DOOR, "");
  }

  @Test
  void theNewestSafetyTextGoesFirstOnTheSignAndAloud() {
    town.supplied().mains(false);
    after(2);
    assertThat(town.sign().text()).isEqualTo(CLOSED);
    assertThat(town.sign().red()).isFalse();
    world().fire(true);
    after(1);
    assertThat(town.sign().text()).isEqualTo(FIRE);
    after(7);
    assertThat(town.loudspeaker().heard()).element(0).isEqualTo("zh-CN: 本机暂停服务。 …");
    assertThat(town.loudspeaker().heard())
        .containsSequence("zh-CN: 火警。请立即离开。", "en: Fire. Leave at once.");
  }

  @Test
  void atNightNothingIsToldButSafety() {
    town = town("2026-11-22T15:00:00Z");
    town.supplied().mains(false);
    after(600);
    assertThat(town.sign().seen()).isEmpty();
    assertThat(town.loudspeaker().heard()).isEmpty();
    world().fire(true);
    after(10);
    assertThat(town.sign().text()).isEqualTo(FIRE);
    assertThat(town.loudspeaker().heard())
        .isNotEmpty()
        .allMatch(text -> text.contains("火警") || text.contains("Fire"));
    world().fire(false);
    after(5);
    town.station().tell(new ServiceEvent.EmergencyEnded("lin", "burnt toast"));
    after(120);
    assertThat(town.sign().text()).isEmpty();
  }

  @Test
  void aSignThatIsPulledAndAStationThatDiesShowWhatHoldsThen() {
    world().fire(true);
    after(5);
    assertThat(town.sign().text()).isEqualTo(FIRE);
    world().unplug("sign");
    after(20);
    world().plugIn("sign");
    after(10);
    assertThat(town.sign().text()).isEqualTo(FIRE);
    town.station().powerCut();
    after(10);
    town.station().powerOn();
    after(10);
    assertThat(town.sign().text()).as("the fire is still there").isEqualTo(FIRE);
    town.station().powerCut();
    world().fire(false);
    town.station().powerOn();
    after(10);
    assertThat(town.sign().text()).as("somebody must end it first").isEqualTo(CLOSED);
  }

  @Test
  void aVoiceThatIsAwayHoldsUpNothingAndSpeaksWhenItIsBack() {
    world().unplug("voice");
    world().openWithKey(1);
    after(120);
    assertThat(town.sign().text()).isEqualTo(DOOR);
    assertThat(town.loudspeaker().heard()).isEmpty();
    world().plugIn("voice");
    after(60);
    assertThat(town.loudspeaker().heard()).isNotEmpty();
  }

  private void after(int seconds) {
    town.time().run(town.time().now() + seconds * 1_000L);
  }
}
