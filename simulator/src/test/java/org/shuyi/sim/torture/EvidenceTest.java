package org.shuyi.sim.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.world.Deed;

/** What the station claims and no sensor told it is found. */
class EvidenceTest {
  private static final int ROUNDS = 5;
  private static final DoorId DOOR = new DoorId("1");
  private static final Bytes UID = Bytes.parse("E0 04 01 00 12 34 56 78");
  private static final TagId TAG = new TagId(UID.hex());
  private static final Item BOOK = new Item("0001", "CN-440100-1-GZL", "A book", 16);
  private static final PatronToken PATRON = new PatronToken("00".repeat(16));
  private static final Opener VISITOR = new Opener.Visitor(PATRON, 1);

  private final AtomicLong wall = new AtomicLong(1_800_000_000_000L);
  private final Eyewitness eyes = new Eyewitness(wall::get, card -> "");
  private final List<StampedFact> facts = new ArrayList<>();

  private void record(Fact fact) {
    wall.addAndGet(300);
    var now = new Now(wall.get(), Instant.ofEpochMilli(wall.get()), Now.ClockTrust.SYNCHRONISED);
    facts.add(new StampedFact(fact, now));
  }

  private void inventories(int many, int door, Bytes... uids) {
    for (int i = 0; i < many; i++) {
      wall.addAndGet(60);
      eyes.inventory(door, List.of(uids));
    }
  }

  private List<String> broken() {
    return Evidence.judge(facts, eyes, 0, ROUNDS);
  }

  private void lends() {
    record(
        new ShelfFact.Loaned(
            1, PATRON, TAG, BOOK, DOOR, Instant.EPOCH, true, 30, false, List.of()));
  }

  private void takesBack() {
    record(new ShelfFact.Returned(1, PATRON, TAG, BOOK, DOOR, Instant.EPOCH, true));
  }

  @Test
  void theTruthIsBelieved() {
    inventories(2, 1, UID);
    inventories(3, 1);
    takesBack();
    eyes.happened(wall.get(), new Deed.DoorOpened(1, false));
    record(new ShelfFact.DoorOpened(DOOR, VISITOR, false));
    eyes.happened(wall.get(), new Deed.DoorClosed(1));
    record(new ShelfFact.DoorClosed(DOOR, VISITOR, false));
    inventories(ROUNDS, 1);
    lends();
    assertThat(broken()).isEmpty();
  }

  @Test
  void aLoanAfterACountThatWasNotWholeIsFound() {
    inventories(ROUNDS - 1, 1);
    lends();
    assertThat(broken()).singleElement().asString().contains("no whole count missed it");
  }

  @Test
  void aLoanOfWhatOneInventoryFoundIsFound() {
    inventories(ROUNDS, 1);
    inventories(1, 1, UID);
    inventories(ROUNDS - 1, 1);
    lends();
    assertThat(broken()).singleElement().asString().contains("no whole count missed it");
  }

  @Test
  void aLoanThatRestsOnAnotherShelfsCountIsFound() {
    inventories(ROUNDS, 2);
    lends();
    assertThat(broken()).singleElement().asString().startsWith("EVIDENCE");
  }

  @Test
  void aReturnOfWhatOneInventoryFoundIsFound() {
    inventories(1, 1, UID);
    inventories(ROUNDS - 1, 1);
    takesBack();
    assertThat(broken()).singleElement().asString().contains("1 inventories found it");
  }

  @Test
  void aReturnThatRestsOnALongGoneCountIsFound() {
    inventories(ROUNDS, 1, UID);
    inventories(2 * ROUNDS, 1);
    record(new ShelfFact.Found(TAG, BOOK, DOOR));
    assertThat(broken()).singleElement().asString().contains("0 inventories found it");
  }

  @Test
  void aDoorThatIsSaidToHaveOpenedOrShutAndDidNotIsFound() {
    record(new ShelfFact.DoorOpened(DOOR, VISITOR, false));
    record(new ShelfFact.DoorForced(DOOR));
    wall.addAndGet(1_000);
    eyes.happened(wall.get(), new Deed.DoorOpened(1, true));
    wall.addAndGet(30_000);
    record(new ShelfFact.DoorClosed(DOOR, VISITOR, false));
    assertThat(broken()).hasSize(3).allMatch(words -> words.contains("did not stand"));
  }
}
