package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.World;

/**
 * The bolts of a board without a word that drops one, fed by a relay of the station: a patron's
 * doors open as usual, and no coil is driven for longer than the longest pulse.
 */
class BoltSupplyInTheTownTest {
  private static final long LONGEST = 800;
  private static final long PULSE = 500;
  private static final String NONE = "supply: none";

  private enum Supply {
    AT_A_PIN("{pin: 7, off: 8}"),
    AT_A_BOARD("{device: relays, channel: 8, off: 8}");

    private final String written;

    Supply(String written) {
      this.written = written;
    }

    /** The board that may feed the other has a longer pulse than it. */
    private String in(String text) {
      String relays = "line: serial:/dev/shuyi/relays";
      return text.replace(NONE, "supply: " + written)
          .replace(relays, relays + "\n    pulse: 700ms");
    }
  }

  private static TwoBoards town(Supply supply) {
    var town = new TwoBoards(supply::in, true).begin();
    town.login();
    return town;
  }

  /** How long each drive of a door's bolt was, oldest first. */
  private static List<Long> driven(TwoBoards town, int door) {
    var driven = new ArrayList<Long>();
    long from = 0;
    for (World.Line line : town.world.history()) {
      if (line.deed() instanceof Deed.BoltPulled(int pulled, int millis) && pulled == door) {
        from = line.atMillis();
        driven.add((long) millis);
      }
      if (line.deed() instanceof Deed.BoltDropped(int dropped) && dropped == door)
        driven.set(driven.size() - 1, line.atMillis() - from);
    }
    return driven;
  }

  private static List<String> said(TwoBoards town) {
    return town.records("device-became").stream().filter(text -> text.contains("supply")).toList();
  }

  @Test
  void aPatronsDoorsOpenAsUsualWithWholePulses() {
    for (Supply supply : Supply.values()) {
      var town = town(supply);
      for (int door : new int[] {1, 2, 3, 1}) {
        town.open(door);
        town.close(door);
      }
      assertThat(driven(town, 1)).containsExactly(PULSE, PULSE);
      assertThat(driven(town, 2)).containsExactly(PULSE);
      assertThat(said(town)).isEmpty();
    }
  }

  @Test
  void aWeldedRelayOfTheBoardDrivesItsBoltForNoLongerThanTheLongestPulse() {
    for (Supply supply : Supply.values()) {
      var town = town(supply);
      town.add("locks", new Fault.RelaySticks(1, false));
      town.touch(1);
      town.after(60_000);
      assertThat(driven(town, 1)).singleElement().matches(millis -> millis <= LONGEST);
    }
  }

  @Test
  void andNeitherDoesABoardThatHangsNorAProgramThatStandsStill() {
    for (Supply supply : Supply.values()) {
      for (boolean frozen : new boolean[] {false, true}) {
        var town = town(supply);
        town.add("locks", new Fault.RelaySticks(1, false));
        town.touch(1);
        for (int i = 0; i < 500 && driven(town, 1).isEmpty(); i++) town.after(1);
        if (frozen) town.station.freeze(30_000);
        else town.add("locks", new Fault.Deaf());
        town.after(60_000);
        assertThat(driven(town, 1)).singleElement().matches(millis -> millis <= LONGEST);
      }
    }
  }

  @Test
  void aPowerCutInThePulseLeavesNoCoilDriven() {
    var town = town(Supply.AT_A_PIN);
    town.add("locks", new Fault.RelaySticks(1, false));
    town.touch(1);
    for (int i = 0; i < 500 && driven(town, 1).isEmpty(); i++) town.after(1);
    town.station.powerCut();
    town.station.powerOn();
    town.after(60_000);
    assertThat(driven(town, 1)).singleElement().matches(millis -> millis <= LONGEST);
  }

  @Test
  void aSupplyThatDoesNotComeOnPullsNothingAndIsTold() {
    var town = town(Supply.AT_A_PIN);
    town.feed.dead = true;
    town.touch(1);
    town.after(20_000);
    assertThat(driven(town, 1)).isEmpty();
    assertThat(town.state(1)).isEqualTo(new DoorState.Shut());
    assertThat(said(town))
        .singleElement()
        .asString()
        .contains("locks")
        .contains("does not come on");
    town.feed.dead = false;
    town.login();
    town.open(1);
    assertThat(driven(town, 1)).containsExactly(PULSE);
  }

  @Test
  void aRelayBoardThatIsAwayFeedsNothing() {
    var town = town(Supply.AT_A_BOARD);
    town.add("relays", new Fault.Deaf());
    town.after(5_000);
    town.touch(1);
    town.after(20_000);
    assertThat(driven(town, 1)).isEmpty();
    assertThat(said(town)).singleElement().asString().contains("the board is lost");
  }

  @Test
  void aSupplyThatIsWeldedIsToldAndNoBoltIsPulledAnyMore() {
    for (Supply supply : Supply.values()) {
      var town = town(supply);
      town.feed.welded = true;
      town.open(1);
      town.close(1);
      assertThat(said(town)).singleElement().asString().contains("does not drop");
      town.touch(2);
      town.after(20_000);
      assertThat(driven(town, 2)).isEmpty();
    }
  }

  @Test
  void aRelayThatFeedsAndSticksIsToldToLetGo() {
    var town = town(Supply.AT_A_BOARD);
    town.add("relays", new Fault.RelaySticks(Feed.CHANNEL, true));
    town.add("locks", new Fault.RelaySticks(1, false));
    town.touch(1);
    town.after(60_000);
    assertThat(driven(town, 1)).singleElement().matches(millis -> millis <= LONGEST);
  }
}
