package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.ServiceEvent.DoorWanted;
import org.shuyi.kiosk.kernel.ServiceEvent.ProofGoesOn;
import org.shuyi.kiosk.kernel.ServiceEvent.ProofWanted;
import org.shuyi.kiosk.kernel.ServiceEvent.ServiceBegan;
import org.shuyi.kiosk.kernel.ServiceEvent.ServiceEnded;
import org.shuyi.kiosk.kernel.cabinet.Proof;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.Stock;

/**
 * Two lock boards whose configuration leaves the polarity to a proof at the door; one of them is
 * reversed. Until a person has proven it no door of a board is a patron's; then they work, and
 * after a power cut they still do.
 */
class ProofAtTheDoorTest {
  private static final DeviceId LOCKS = new DeviceId("locks");
  private static final DeviceId RELAYS = new DeviceId("relays");
  private static final Book BOOK = Stock.orderly().getFirst();

  private final TwoBoards town = town();

  private static TwoBoards town() {
    var town = new TwoBoards(text -> text.replace("polarity: one-is-closed", "polarity: unproven"));
    town.stock(1, BOOK);
    town.add("locks", new Fault.PolarityReversed());
    return town.begin();
  }

  @Test
  void withoutAProofNoDoorOpensForPatronsNorForStaff() {
    town.login();
    town.touch(1);
    town.touch(4);
    town.after(5_000);
    assertThat(town.station.screen().orElseThrow().doors())
        .as("what a patron sees")
        .isNotEmpty()
        .noneMatch(tile -> tile.offered());
    begin();
    town.station.tell(new DoorWanted("lin", TwoBoards.id(1)));
    town.after(20_000);
    assertThat(town.records("unlock-meant")).isEmpty();
    assertThat(town.world.history()).noneMatch(line -> line.deed() instanceof Deed.BoltPulled);
  }

  @Test
  void aReversedBoardIsFoundAndSetAndItsDoorsWorkAlsoAfterAPowerCut() {
    begin();
    prove(LOCKS, 1);
    assertThat(proof(LOCKS)).isEqualTo(new Proof(false, "lin"));
    assertThat(town.state(1)).isInstanceOf(DoorState.Open.class);
    town.close(1);
    prove(RELAYS, 4);
    assertThat(proof(RELAYS)).isEqualTo(new Proof(true, "lin"));
    town.close(4);
    town.station.tell(new ServiceEnded("lin"));
    borrow();
    assertThat(town.records("polarity-proven")).hasSize(2);
    town.station.powerCut();
    town.begin();
    town.after(40_000);
    assertThat(town.word(1)).isEqualTo("shut");
    town.login();
    town.open(1);
    town.close(1);
    assertThat(town.records("door-forced")).isEmpty();
  }

  @Test
  void onlyTheProvenBoardIsOffered() {
    begin();
    prove(RELAYS, 4);
    town.close(4);
    town.station.tell(new ServiceEnded("lin"));
    town.after(1_000);
    town.login();
    var tiles = town.station.screen().orElseThrow().doors();
    assertThat(tiles.stream().filter(tile -> tile.offered()).map(tile -> tile.door().label()))
        .containsExactly("4", "5", "6");
  }

  @Test
  void aDoorThatIsWiredToAnotherChannelProvesNothing() {
    begin();
    town.station.tell(new ProofWanted("lin", LOCKS));
    goOn();
    assertThat(town.world.openWithKey(2).done()).isTrue();
    goOn();
    assertThat(outcome()).isEqualTo("door 1 changed channel [2, 10] instead of 1");
    assertThat(town.station.kiosk().fittings().cabinet().proofs()).isEmpty();
  }

  @Test
  void nothingThatChangesAnOpenDoorAndASilentBoardProveNothing() {
    begin();
    town.station.tell(new ProofWanted("lin", RELAYS));
    goOn();
    goOn();
    assertThat(outcome()).isEqualTo("nothing changed when door 4 was opened");
    town.world.openWithKey(5);
    town.station.tell(new ProofWanted("lin", RELAYS));
    goOn();
    assertThat(outcome()).isEqualTo("not every door is shut, or wired alike: see [5]");
    town.add("relays", new Fault.Deaf());
    town.after(5_000);
    town.station.tell(new ProofWanted("lin", RELAYS));
    goOn();
    assertThat(outcome()).isEqualTo("the board does not answer");
    assertThat(town.station.kiosk().fittings().cabinet().proofs()).isEmpty();
    assertThat(town.records("polarity-proven")).isEmpty();
  }

  private void begin() {
    town.station.tell(new ServiceBegan("lin", "a new board", 60));
    town.after(100);
  }

  /** Every door is shut, and one is opened by key. */
  private void prove(DeviceId board, int door) {
    town.station.tell(new ProofWanted("lin", board));
    goOn();
    assertThat(town.world.openWithKey(door).done()).isTrue();
    goOn();
    assertThat(outcome()).startsWith("proven");
    town.after(2_000);
  }

  private void goOn() {
    town.after(500);
    town.station.tell(new ProofGoesOn("lin"));
    town.after(6_000);
  }

  private void borrow() {
    town.after(10_000);
    town.login();
    town.open(1);
    assertThat(town.world.takeBook(town.wang, BOOK).done()).isTrue();
    town.close(1);
    assertThat(town.records("loaned")).hasSize(1);
    town.after(60_000);
  }

  private Proof proof(DeviceId board) {
    return Objects.requireNonNull(town.station.kiosk().fittings().cabinet().proofs().get(board));
  }

  private String outcome() {
    return town.station.kiosk().fittings().cabinet().trial().orElseThrow().outcome();
  }
}
