package org.shuyi.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.time.VirtualTime;

class WorldTest {
  private static final Person WANG = new Person("Wang");
  private static final Person LI = new Person("Li");

  private final VirtualTime time = new VirtualTime();
  private final World world = new World(time::now, 1);
  private final Tag tag = Tag.of("E004010012345678", Bytes.EMPTY);
  private final Book book = new Book("B1", "Journey to the West", tag);
  private final Shelf shelf;

  WorldTest() {
    world.addDoor(1);
    world.addDoor(2, 5000, 20);
    shelf = world.addShelf(new Shelf("shelf A", 1, "shelves", 1));
    world.stock(book, shelf);
  }

  @Test
  void aLockedDoorDoesNotOpenAndTheWorldStaysAsItWas() {
    assertThat(world.openDoor(1)).isEqualTo(new Happened.Refused("door 1 is locked"));
    assertThat(world.closed(1)).isTrue();
    assertThat(world.history()).isEmpty();
  }

  @Test
  void aPullReleasesTheLatchUntilTheDoorIsOpened() {
    world.pullBolt(1, 500);
    time.run(3000);
    assertThat(world.openDoor(1).done()).isTrue();
    world.closeDoor(1);
    assertThat(world.openDoor(1).words()).isEqualTo("door 1 is locked");
  }

  @Test
  void aReleasedLatchSnapsInAgainWhenItsHoldingTimeIsOver() {
    world.pullBolt(2, 500);
    time.run(4999);
    assertThat(world.released(2)).isTrue();
    time.run(5000);
    assertThat(world.openDoor(2).words()).isEqualTo("door 2 is locked");
  }

  @Test
  void aKeyOpensWithoutAnyPull() {
    assertThat(world.openWithKey(1).words()).isEqualTo("door 1 is opened with a key");
    assertThat(world.closed(1)).isFalse();
  }

  @Test
  void lampsAndThePanelHangAtPinsAndLampsNeedTheMains() {
    var pins = world.terminals(new Wires(Map.of(17, 1), 27, 22));
    assertThat(pins.high(27)).as("a closed switch to ground").isFalse();
    world.panel(true);
    assertThat(pins.high(27)).isTrue();
    pins.drive(17, true);
    pins.drive(99, true);
    assertThat(world.lit(1)).isTrue();
    assertThat(world.lit(2)).isFalse();
    world.mains(false);
    assertThat(world.lit(1)).isFalse();
    pins.drive(17, true);
    assertThat(world.lit(1)).isFalse();
  }

  @Test
  void nothingIsTakenOrPutThroughAClosedDoor() {
    assertThat(world.takeBook(WANG, book).words()).isEqualTo("door 1 is closed");
    world.openWithKey(1);
    assertThat(world.takeBook(WANG, book).words())
        .isEqualTo("Wang takes Journey to the West from shelf A");
    world.closeDoor(1);
    assertThat(world.putBook(WANG, book, shelf).words()).isEqualTo("door 1 is closed");
    assertThat(world.booksOf(WANG)).containsExactly(book);
  }

  @Test
  void nobodyPutsBackWhatAnotherHolds() {
    world.openWithKey(1);
    world.takeBook(WANG, book);
    assertThat(world.putBook(LI, book, shelf).words())
        .isEqualTo("Li does not hold Journey to the West");
    assertThat(world.takeBook(LI, book).words()).isEqualTo("Journey to the West is on no shelf");
  }

  @Test
  void anAntennaSeesOnlyTheTagsOnItsOwnShelf() {
    var other = new Book("B2", "Dream of the Red Chamber", Tag.of("E004010000000002", Bytes.EMPTY));
    world.stock(other, world.addShelf(new Shelf("shelf B", 2, "shelves", 2)));
    assertThat(world.field("shelves").tags(1)).containsExactly(tag);
    assertThat(world.field("pad").tags(1)).isEmpty();
    world.openWithKey(1);
    world.takeBook(WANG, book);
    assertThat(world.field("shelves").tags(1)).isEmpty();
  }

  @Test
  void aJammedBoltDoesNotMoveHoweverItIsDriven() {
    world.jam(1, true);
    assertThat(world.pullBolt(1, 500).words()).isEqualTo("the bolt of door 1 is driven and jams");
    assertThat(world.openDoor(1).done()).isFalse();
  }

  @Test
  void aStuckRelayLeavesTheDoorOpenToAnybody() {
    world.stickReleased(1, true);
    world.openDoor(1);
    world.closeDoor(1);
    assertThat(world.openDoor(1).done()).isTrue();
  }

  @Test
  void withoutMainsNoBoltMoves() {
    world.mains(false);
    assertThat(world.pullBolt(1, 500).done()).isFalse();
    assertThat(world.mains(false).words()).isEqualTo("the mains are off already");
  }

  @Test
  void aSwitchChattersAfterAMovementAndThenTellsTheTruth() {
    var bolts = world.bolts(1);
    world.openWithKey(1);
    var told = new ArrayList<Boolean>();
    for (int millis = 0; millis < 30; millis++) {
      told.add(bolts.closed(1));
      time.run(time.now() + 1);
    }
    assertThat(told.subList(0, 20)).contains(true, false);
    assertThat(told.subList(20, 30)).containsOnly(false);
  }

  @Test
  void boardsPullTheDoorThatIsWiredAndNothingWhereNothingIs() {
    var bolts = world.bolts(2, Shelf.OPEN, 1);
    bolts.pull(3, 500);
    bolts.pull(2, 500);
    bolts.pull(9, 500);
    assertThat(world.released(1)).isTrue();
    assertThat(world.released(2)).isFalse();
    assertThat(bolts.closed(2)).isFalse();
    assertThat(bolts.occupied(3)).isTrue();
    assertThat(bolts.occupied(1)).isFalse();
  }

  @Test
  void onlyOneCardIsAtTheReaderAtATime() {
    var card = Card.of("a library card", "04A1B2C3D4E580");
    world.holdCard(WANG, card);
    assertThat(world.holdCard(LI, Card.of("another", "01020304")).words())
        .isEqualTo("a library card is there already");
    assertThat(world.cardField().uid()).isEqualTo(card.uid());
    world.removeCard();
    assertThat(world.cardField().uid()).isNull();
    assertThat(world.removeCard().words()).isEqualTo("no card is there");
  }

  @Test
  void aPhoneShowsAnotherUidEachTimeThatBeginsWith08() {
    var phone = Card.withRandomUid("a phone");
    world.holdCard(WANG, phone);
    var first = Objects.requireNonNull(world.cardField().uid());
    world.removeCard();
    world.holdCard(WANG, phone);
    var second = Objects.requireNonNull(world.cardField().uid());
    assertThat(first.at(0)).isEqualTo(0x08);
    assertThat(second.at(0)).isEqualTo(0x08);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void watchersHearOfEachDeedAndOfNoRefusal() {
    var heard = new ArrayList<String>();
    world.watch((at, deed) -> heard.add(deed.words()));
    world.openDoor(1);
    world.unplug("locks");
    world.unplug("locks");
    world.scanCode("9787020002207");
    assertThat(heard)
        .containsExactly("locks is unplugged", "the code 9787020002207 is held to the scanner");
  }

  @Test
  void theSameActsAtTheSameTimesGiveTheSameHistory() {
    assertThat(storyOf(7)).isEqualTo(storyOf(7)).hasSizeGreaterThan(5);
  }

  private static List<String> storyOf(long seed) {
    var time = new VirtualTime();
    var world = new World(time::now, seed);
    world.addDoor(1);
    var shelf = world.addShelf(new Shelf("shelf A", 1, "shelves", 1));
    var book = new Book("B1", "Journey", Tag.of("E004010012345678", Bytes.EMPTY));
    world.stock(book, shelf);
    var uids = new ArrayList<String>();
    time.at(10, () -> world.holdCard(WANG, Card.withRandomUid("a phone")));
    time.at(11, () -> uids.add(String.valueOf(world.cardField().uid())));
    time.at(20, () -> world.pullBolt(1, 500));
    time.at(900, () -> world.openDoor(1));
    time.at(1900, () -> world.takeBook(WANG, book));
    time.at(2900, () -> world.closeDoor(1));
    time.at(2900, world::removeCard);
    time.runUntilIdle(100);
    world.history().forEach(line -> uids.add(line.toString()));
    return uids;
  }
}
