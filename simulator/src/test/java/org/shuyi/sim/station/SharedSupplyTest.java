package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.World;

/**
 * Two lock boards of two makers hang on one supply: whatever a hasty patron asks for, the world
 * sees no more bolts driven at once than the configuration allows.
 */
class SharedSupplyTest {
  private static final long COOL_DOWN = 1_000;

  @Test
  void aHundredRandomOrdersOverTwoBoardsPullAtMostSoManyBoltsAtOnce() {
    var two = limited(2);
    judge(orders(100, two, new Random(2)), two, 2);
    var one = limited(1);
    judge(orders(20, one, new Random(1)), one, 1);
  }

  private static void judge(List<World.Line> pulls, TwoBoards town, int atOnce) {
    assertThat(together(pulls)).as("bolts at once").isEqualTo(atOnce);
    keepTheirCoolDown(pulls);
    assertThat(town.records("wrong-door-opened")).isEmpty();
  }

  @Test
  void withoutALimitOfTheStationsEachBoardKeepsItsOwn() {
    assertThat(together(threeInOneBreath(new TwoBoards(text -> text).begin()))).isEqualTo(3);
    assertThat(together(threeInOneBreath(limited(2)))).isEqualTo(2);
  }

  private static TwoBoards limited(int atOnce) {
    return new TwoBoards(text -> text.replace("# more", "bolts-at-once: " + atOnce)).begin();
  }

  private static List<World.Line> threeInOneBreath(TwoBoards town) {
    town.login();
    for (int door : new int[] {1, 4, 5}) town.touch(door);
    town.after(5_000);
    assertThat(pulls(town)).hasSize(3);
    return pulls(town);
  }

  /** Three doors at a time in one breath, until so many bolts were pulled. */
  private static List<World.Line> orders(int most, TwoBoards town, Random random) {
    town.login();
    for (int i = 0; i < 400 && pulls(town).size() < most; i++) {
      for (int each = 0; each < 3; each++) town.touch(1 + random.nextInt(TwoBoards.DOORS));
      town.after(random.nextInt(1_500));
      for (int door = 1; door <= TwoBoards.DOORS; door++) {
        if (random.nextInt(3) > 0 && town.world.openDoor(door).done()) {
          town.after(random.nextInt(800));
          town.world.closeDoor(door);
        }
      }
      town.station.touch(new Intent.Stay());
      town.after(random.nextInt(2_000));
    }
    town.after(20_000);
    for (int door = 1; door <= TwoBoards.DOORS; door++) {
      assertThat(town.state(door)).isEqualTo(new DoorState.Shut());
    }
    assertThat(pulls(town)).hasSizeGreaterThanOrEqualTo(most);
    return pulls(town);
  }

  private static List<World.Line> pulls(TwoBoards town) {
    return town.world.history().stream()
        .filter(line -> line.deed() instanceof Deed.BoltPulled)
        .toList();
  }

  private static int together(List<World.Line> pulls) {
    return pulls.stream()
        .mapToInt(
            begun ->
                (int)
                    pulls.stream()
                        .filter(other -> other.atMillis() <= begun.atMillis())
                        .filter(other -> begun.atMillis() < other.atMillis() + pulse(other))
                        .count())
        .max()
        .orElse(0);
  }

  private static void keepTheirCoolDown(List<World.Line> pulls) {
    for (int door = 1; door <= TwoBoards.DOORS; door++) {
      int one = door;
      var own = pulls.stream().filter(line -> door(line) == one).toList();
      for (int i = 1; i < own.size(); i++) {
        assertThat(own.get(i).atMillis() - own.get(i - 1).atMillis())
            .isGreaterThanOrEqualTo(pulse(own.get(i - 1)) + COOL_DOWN);
      }
    }
  }

  private static int door(World.Line line) {
    return line.deed() instanceof Deed.BoltPulled(int door, int millis) ? door : 0;
  }

  private static int pulse(World.Line line) {
    return line.deed() instanceof Deed.BoltPulled(int door, int millis) ? millis : 0;
  }
}
