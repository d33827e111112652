package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.IntakeEvent.HandInGate;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.sim.centre.CentreBooks;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.centre.Place;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Conveyor.Motion;
import org.shuyi.sim.world.Stock;

/**
 * The return slot whole: the real driver on a PLC that is played byte by byte, the real tag reader
 * in the tunnel, the courier, the centre. What really moved and what lies where says the conveyor.
 */
class ReturnTownTest {
  private static final Patrons WANG =
      Patrons.none().with(VirtualTown.token("wang"), new Patron(5, Standing.GOOD));

  private final ReturnTown town = new ReturnTown(WANG);

  @Test
  void somebodyWithoutACardReturnsABookAndTheCentreKnowsWhereItFell() {
    town.begin(true);
    assertThat(town.conveyor.shutterIs(false)).as("shut before anybody came").isTrue();
    Book book = ReturnTown.book("1000100001");
    town.puts(book);
    town.after(2);
    town.until("intake-open");
    assertThat(town.conveyor.in(1)).containsExactly(book);
    town.finishes();
    assertThat(town.screen()).isEqualTo("intake-done");
    assertThat(town.conveyor.shutterIs(false)).isTrue();
    town.after(20);
    assertThat(town.screen()).isEqualTo("attract");
    assertThat(placeOf(book)).isInstanceOfSatisfying(Place.InBin.class, in -> one(in.bin()));
    assertThat(town.broker.centre().books().returnsApplied()).isEqualTo(1);
  }

  private static void one(long bin) {
    assertThat(bin).isEqualTo(1);
  }

  @Test
  void offLineItIsTakenBackByTheCachedRuleAndTheCentreHearsOfItLater() {
    town.begin(false);
    Book book = ReturnTown.book("1000200001");
    town.puts(book);
    town.after(2);
    town.until("intake-open");
    assertThat(town.conveyor.in(2)).containsExactly(book);
    assertThat(town.broker.centre().books().returnsApplied()).isZero();
    town.broker.reachable(true);
    town.after(180);
    assertThat(placeOf(book)).isInstanceOf(Place.InBin.class);
  }

  @Test
  void inAVisitTheReturnNamesThePatronAndStandsOnTheReceipt() {
    town.begin(true);
    town.scan("wang");
    assertThat(town.screen()).isEqualTo("choose-door");
    town.puts(ReturnTown.book("1000100001"));
    town.after(2);
    town.until("intake-open");
    town.finishes();
    town.until("receipt");
    assertThat(town.station.screen().orElseThrow().lines()).hasSize(1);
    assertThat(town.records("taken-back").getFirst()).contains(VirtualTown.token("wang"));
  }

  /** D16. */
  @Test
  void fiftyReturnsFallAlikeOnAndOffLineAsFarAsTheRuleGoesAndTheRestIsAnException() {
    var online = returned(true);
    var offline = returned(false);
    assertThat(online).hasSize(50);
    int alike = 0;
    for (String barcode : online.keySet()) {
      boolean ruled = barcode.startsWith("10001") || barcode.startsWith("10002");
      if (ruled) assertThat(offline.get(barcode)).as(barcode).isEqualTo(online.get(barcode));
      else assertThat(offline.get(barcode)).as(barcode).isEqualTo(ReturnTown.EXCEPTION);
      if (ruled) alike++;
    }
    assertThat(alike).isEqualTo(40);
    assertThat(online.values())
        .as("on line the centre knows more")
        .contains(1, 2)
        .doesNotContain(3);
  }

  /** By its barcode, the bin in which each of the fifty lies in the end. */
  private static SortedMap<String, Integer> returned(boolean online) {
    var town = new ReturnTown(WANG);
    var books = new ArrayList<Book>();
    for (int i = 0; i < 50; i++) {
      String barcode = i < 40 ? "1000%d%05d".formatted(1 + i % 2, i) : "20000%05d".formatted(i);
      books.add(ReturnTown.book(barcode));
      // What the rule has no place for, the centre has: somebody waits for it.
      if (i >= 40) town.broker.centre().sorting().put(barcode, 1 + i % 2);
    }
    town.begin(online);
    for (Book book : books) {
      town.puts(book);
      town.after(2);
      town.until("intake-open", "attract");
    }
    var bins = new TreeMap<String, Integer>();
    for (int bin = 1; bin <= ReturnTown.EXCEPTION; bin++) {
      for (Book book : town.conveyor.in(bin)) bins.put(book.barcode(), bin);
    }
    assertThat(town.records("taken-back")).hasSize(50);
    return bins;
  }

  @Test
  void twoBooksTwoTagsAndWhatIsNoBookAreHandedBackWithTheReason() {
    town.begin(true);
    handedBack("two-items", ReturnTown.book("1000100001"), ReturnTown.book("1000100002"));
    handedBack("two-tags", Stock.twiceTagged());
    handedBack("no-tag", Stock.untagged());
    handedBack("foreign", Stock.blank());
    town.conveyor.foreign(true);
    handedBack("foreign", Stock.untagged());
    town.conveyor.foreign(false);
    assertThat(begun(Motion.SORT)).isZero();
    assertThat(town.records("taken-back")).isEmpty();
    assertThat(town.records("handed-back")).hasSize(5);
    town.broker.centre().sorting().refuse("1000100007");
    handedBack("not-ours", ReturnTown.book("1000100007"));
  }

  private void handedBack(String why, Book... books) {
    town.puts(books);
    town.until("intake-take");
    assertThat(town.hint()).isEqualTo("intake-take." + why);
    assertThat(town.conveyor.shutterIs(true)).isTrue();
    assertThat(town.conveyor.takeOut()).containsExactlyInAnyOrder(books);
    town.until("intake-open");
  }

  /** D14. */
  @Test
  void theShutterDoesNotCloseOnAnObstacleHoweverLongItIsThere() {
    town.begin(true);
    town.station.touch(new Intent.ReturnBook());
    town.until("intake-open");
    town.conveyor.hand(true);
    town.conveyor.put(ReturnTown.book("1000100001"));
    town.after(19);
    assertThat(begun(Motion.CLOSE_SHUTTER)).as("only at the start").isEqualTo(1);
    town.after(60);
    assertThat(town.screen()).isEqualTo("intake-blocked");
    town.after(600);
    assertThat(town.screen()).as("whoever stood there is waited for no more").isEqualTo("attract");
    assertThat(town.station.screen().orElseThrow().notices())
        .anyMatch(notice -> notice.key().equals("notice.intake.blocked"));
    assertThat(town.conveyor.shutterIs(true)).isTrue();
    assertThat(begun(Motion.CLOSE_SHUTTER)).isEqualTo(1);
    assertThat(town.conveyor.in(1)).isEmpty();
    town.conveyor.hand(false);
    town.after(30);
    assertThat(town.conveyor.in(1)).hasSize(1);
    assertThat(town.conveyor.shutterIs(false)).isTrue();
  }

  /** D14: from the notice to standing, whenever the hand comes. */
  @Test
  void aHandInTheGateStopsAllMotionWithinFiftyMillisecondsOfItsNoticeAndNothingIsLost() {
    var stopped = new ArrayList<Motion>();
    for (int after = 200; after < 9_000; after += 613) {
      var other = new ReturnTown(WANG).begin(true);
      var noticed = new ArrayList<Long>();
      other.station.watch(
          new Watching(
              event -> {
                if (event.equals(new HandInGate(true))) noticed.add(other.time.now());
              }));
      Book book = ReturnTown.book("1000100001");
      other.puts(book);
      other.millis(after);
      noticed.clear();
      other.conveyor.advance(other.time.now());
      boolean moving = other.conveyor.isMoving();
      Motion motion = other.conveyor.begun().getLast().motion();
      other.conveyor.hand(true);
      other.millis(1_000);
      assertThat(noticed).as("after %d ms", after).hasSize(1);
      // A shutter that opens gives way to the hand, and goes on.
      if (moving && motion != Motion.OPEN_SHUTTER) {
        other.conveyor.advance(other.time.now());
        assertThat(other.conveyor.isMoving()).as("after %d ms", after).isFalse();
        assertThat(other.conveyor.stoodSince() - noticed.getFirst())
            .as("after %d ms", after)
            .isLessThanOrEqualTo(50);
        stopped.add(motion);
      }
      other.conveyor.hand(false);
      other.after(120);
      accountedFor(book, other, "after " + after + " ms");
    }
    assertThat(stopped)
        .as("what the hand came into")
        .contains(Motion.CLOSE_SHUTTER, Motion.TAKE_IN, Motion.SORT)
        .hasSizeGreaterThan(5);
  }

  /** It lies in its bin and is credited once, or in the open gate and is not. */
  private static void accountedFor(Book book, ReturnTown town, String when) {
    if (town.conveyor.inInlet().contains(book)) {
      assertThat(town.conveyor.shutterIs(true)).as(when).isTrue();
      assertThat(town.records("taken-back")).as(when).isEmpty();
      town.conveyor.takeOut();
      town.after(5);
      assertThat(town.conveyor.shutterIs(false)).as(when).isTrue();
      town.puts(book);
      town.after(120);
    }
    assertThat(town.conveyor.in(1)).as(when).containsExactly(book);
    assertThat(town.records("taken-back")).as(when).hasSize(1);
    assertThat(town.records("went-astray")).as(when).isEmpty();
  }

  @Test
  void aPowerCutAtAnyMomentLosesNoBookAndCreditsNoneTwice() {
    for (int after = 0; after < 9_000; after += 797) {
      var other = new ReturnTown(WANG).begin(true);
      Book book = ReturnTown.book("1000100001");
      other.puts(book);
      other.millis(after);
      other.station.powerCut();
      // What still moves when the program is back is halted by its driver.
      other.millis(after % 2 == 0 ? 300 : 5_000);
      other.station.powerOn();
      other.after(180);
      accountedFor(book, other, "after " + after + " ms");
      assertThat(other.conveyor.shutterIs(false)).as("after %d ms", after).isTrue();
      assertThat(other.screen()).isEqualTo("attract");
    }
  }

  @Test
  void aFullExceptionBinShutsTheSlotAndAFullBinSendsItsBooksThere() {
    town.begin(true);
    town.conveyor.full(1, true);
    town.millis(500);
    town.puts(ReturnTown.book("1000100001"));
    town.after(2);
    town.until("intake-open");
    assertThat(town.conveyor.in(ReturnTown.EXCEPTION)).hasSize(1);
    town.conveyor.full(ReturnTown.EXCEPTION, true);
    town.after(30);
    assertThat(town.screen()).isEqualTo("attract");
    town.station.touch(new Intent.ReturnBook());
    town.after(5);
    assertThat(town.conveyor.shutterIs(false)).isTrue();
    assertThat(town.station.screen().orElseThrow().notices())
        .anyMatch(notice -> notice.key().equals("notice.intake.bins-full"));
  }

  @Test
  void aJamIsShownAndGoesOnWhenAPersonHasClearedItAndSaysSo() {
    town.begin(true);
    Book book = ReturnTown.book("1000100001");
    town.puts(book);
    for (int i = 0; i < 1_200 && begun(Motion.SORT) == 0; i++) town.millis(50);
    assertThat(begun(Motion.SORT)).as("within a minute").isEqualTo(1);
    town.conveyor.jams(true);
    town.until("intake-stopped");
    town.after(20);
    town.conveyor.jams(false);
    town.conveyor.clear();
    town.conveyor.put(book);
    town.after(20);
    assertThat(begun(Motion.SORT)).isEqualTo(1);
    town.station.touch(new Intent.ReturnBook());
    town.after(30);
    assertThat(town.conveyor.in(1)).as("laid into the gate by whoever cleared it").hasSize(1);
    assertThat(town.records("taken-back")).hasSize(1);
  }

  private long begun(Motion motion) {
    return town.conveyor.begun().stream().filter(each -> each.motion() == motion).count();
  }

  private Place placeOf(Book book) {
    List<CentreBooks.Entry> found =
        town.broker.centre().books().items().values().stream()
            .filter(entry -> entry.id().barcode().equals(book.barcode()))
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst().place();
  }

  /** Sees what the kernel is told. */
  private record Watching(Consumer<Event> events) implements Probe {
    @Override
    public void told(Event event) {
      events.accept(event);
    }

    @Override
    public void acts(Effect effect) {}

    @Override
    public void turned(Kiosk kiosk) {}

    @Override
    public void outOfOrder(String why) {}
  }
}
