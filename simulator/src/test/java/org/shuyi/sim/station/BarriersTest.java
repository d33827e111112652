package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.kernel.cabinet.Compartment;
import org.shuyi.kiosk.kernel.cabinet.Looking;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Stock;

/**
 * Infrared barriers of a CU16 behind three doors: where they and the tags contradict each other,
 * the compartment is suspect until both agree or a person has looked.
 */
class BarriersTest {
  private static final Book BOOK = Stock.orderly().getFirst();
  private static final Book UNTAGGED = Stock.untagged();
  private final TwoBoards town = town();

  private static TwoBoards town() {
    var town = new TwoBoards(BarriersTest::barriers);
    town.stock(1, BOOK);
    return town.begin();
  }

  private static String barriers(String text) {
    String differing = text;
    for (int door = 1; door <= 3; door++) {
      String lock = "{device: locks, channel: %d}".formatted(door);
      String barrier = "\n    occupied: {device: locks, infrared: %d}".formatted(door);
      differing = differing.replace(lock, lock + barrier);
    }
    return differing;
  }

  @Test
  void whereInfraredAndTagsAgreeNothingIsSuspect() {
    assertThat(suspects()).containsExactly(false, false, false);
    town.login();
    town.open(1);
    town.world.takeBook(town.wang, BOOK);
    town.close(1);
    town.login();
    town.open(2);
    town.world.putBook(town.wang, BOOK, town.shelf(2));
    town.close(2);
    town.after(60_000);
    assertThat(suspects()).containsExactly(false, false, false);
    assertThat(town.records("compartment-suspect")).isEmpty();
    assertThat(town.records("returned")).hasSize(1);
  }

  @Test
  void somethingWithoutATagMakesItsCompartmentSuspectUntilItIsTakenOut() {
    leaveUntagged();
    assertThat(suspects()).containsExactly(false, true, false);
    assertThat(town.records("compartment-suspect"))
        .hasSize(1)
        .allMatch(line -> line.startsWith("door=2 why=occupied-without-tag"));
    town.login();
    town.open(2);
    town.world.takeBook(town.wang, UNTAGGED);
    town.close(2);
    town.after(60_000);
    assertThat(suspects()).containsExactly(false, false, false);
    assertThat(town.records("compartment-cleared")).containsExactly("door=2 how=agrees");
  }

  @Test
  void aPersonClearsItByLookingAndAPowerCutDoesNotRaiseItAgain() {
    leaveUntagged();
    town.station.tell(new ServiceEvent.CompartmentSettled("lin", TwoBoards.id(2)));
    town.after(60_000);
    assertThat(suspects()).containsExactly(false, false, false);
    assertThat(town.records("compartment-cleared"))
        .containsExactly("door=2 how=\"looked at by lin\"");
    town.station.powerCut();
    town.begin();
    town.after(60_000);
    assertThat(suspects()).containsExactly(false, false, false);
    assertThat(town.records("compartment-suspect")).hasSize(1);
  }

  @Test
  void aSuspectCompartmentIsStillSuspectAfterAPowerCutAndASilentBoardClearsNothing() {
    leaveUntagged();
    town.station.powerCut();
    town.begin();
    assertThat(suspects()).containsExactly(false, true, false);
    town.add("locks", new Fault.Deaf());
    town.after(10_000);
    assertThat(suspects()).containsExactly(false, true, false);
    town.heal("locks");
    town.after(60_000);
    assertThat(suspects()).containsExactly(false, true, false);
    assertThat(town.records("compartment-suspect")).hasSize(1);
  }

  @Test
  void aBarrierThatSeesNothingBehindACountedTagIsSuspectToo() {
    town.add("locks", new Fault.BlindBarrier(1));
    town.after(60_000);
    assertThat(suspects()).containsExactly(true, false, false);
    assertThat(town.records("compartment-suspect"))
        .allMatch(line -> line.startsWith("door=1 why=tag-without-barrier"));
    town.heal("locks");
    town.after(60_000);
    assertThat(suspects()).containsExactly(false, false, false);
  }

  private void leaveUntagged() {
    town.world.give(UNTAGGED, town.wang);
    town.login();
    town.open(2);
    assertThat(town.world.putBook(town.wang, UNTAGGED, town.shelf(2)).done()).isTrue();
    town.close(2);
    town.after(60_000);
  }

  private List<Boolean> suspects() {
    var kiosk = town.station.kiosk();
    return List.of(1, 2, 3).stream()
        .map(door -> Looking.of(kiosk, TwoBoards.id(door)).map(Compartment::isSuspect).orElse(true))
        .toList();
  }
}
