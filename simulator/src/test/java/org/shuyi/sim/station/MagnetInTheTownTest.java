package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.device.MemoryPins;
import org.shuyi.sim.device.Pace;
import org.shuyi.sim.device.Sip2Peer;
import org.shuyi.sim.device.Sip2Peer.Slip;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.LibrarySystem;
import org.shuyi.sim.world.LibrarySystem.Strip;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Terminals;
import org.shuyi.sim.world.Wires;

/**
 * The whole station with a library system that speaks SIP2 and a magnetic unit at its pins: what
 * was said is the system's word, and what was closed for how long is the wire's.
 */
class MagnetInTheTownTest {
  private static final StationConfig WITH = ReturnTown.config("magnet.yaml", "");
  private static final StationConfig NO_DESENSITISER =
      ReturnTown.config("magnet.yaml", "  desensitise: 18\n");
  private static final StationConfig NO_RESENSITISER =
      ReturnTown.config("magnet.yaml", "  resensitise: 19\n");
  private static final Person WANG = new Person("Wang");
  private static final Patrons PATRONS =
      Patrons.none().with(VirtualTown.token("20011234"), new Patron(5, Standing.GOOD));

  private final LibrarySystem books = new LibrarySystem("kiosk", "p4ss");
  private final Sip2Peer system = new Sip2Peer(books, Pace.INSTANT, 31);
  private final List<String> pulses = new ArrayList<>();
  private final Book stripped = ReturnTown.book("1000100001");
  private final Book plain = ReturnTown.book("1000100002");
  private final Book unsure = ReturnTown.book("1000100003");

  private ReturnTown begin(StationConfig config) {
    var town = new ReturnTown(PATRONS, config);
    town.attach("ils", system);
    town.station.pins(MemoryPins.in(town.world, town.time, wires(town)));
    books.add(stripped.barcode(), Strip.YES);
    books.add(plain.barcode(), Strip.NO);
    books.add(unsure.barcode(), Strip.UNKNOWN);
    return town.begin(true);
  }

  /** Each time that one of the unit's contacts was closed, and for how long. */
  private Terminals wires(ReturnTown town) {
    Wires wires =
        new Wires(new TreeMap<>(), 27, 22)
            .with(Map.of(), Map.of(18, "desensitise", 19, "resensitise"));
    Terminals real = town.world.terminals(wires);
    var since = new TreeMap<Integer, Long>();
    return new Terminals() {
      @Override
      public void drive(int pin, boolean high) {
        real.drive(pin, high);
        Long began = since.remove(pin);
        if (high) since.put(pin, town.time.now());
        else if (began != null) pulses.add(pin + " " + (town.time.now() - began));
      }

      @Override
      public boolean high(int pin) {
        return real.high(pin);
      }
    };
  }

  // Loans.

  private static void takes(ReturnTown town, Book book) {
    town.scan("20011234");
    town.station.touch(new Intent.OpenDoor(new DoorId("1")));
    town.after(1);
    assertThat(town.world.openDoor(1).done()).isTrue();
    town.world.takeBook(WANG, book);
    town.world.closeDoor(1);
  }

  private ReturnTown lends(StationConfig config, Book book) {
    ReturnTown town = begin(config);
    town.world.stock(book, town.shelf);
    town.station.powerCut();
    town.station.powerOn();
    town.after(30);
    takes(town, book);
    return town;
  }

  @Test
  void theFlagOfTwelveClosesTheContactForItsTime() {
    ReturnTown town = lends(WITH, stripped);
    town.until("magnet-lay-on");
    assertThat(books.told()).containsExactly("lend " + stripped.barcode());
    assertThat(Objects.requireNonNull(books.copy(stripped.barcode())).patron())
        .isEqualTo("20011234");
    assertThat(pulses).isEmpty();
    town.station.touch(new Intent.LaidOn());
    town.until("receipt");
    assertThat(pulses).containsExactly("18 800");
    // That it is over goes with the next flush.
    town.after(90);
    assertThat(town.records("pulse-ended").getFirst()).contains("how=done");
    assertThat(town.records("loan-refused")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withTheFlagAtNOrUNothingMoves(boolean known) {
    ReturnTown town = lends(WITH, known ? plain : unsure);
    town.until("receipt");
    assertThat(books.told()).hasSize(1);
    town.after(60);
    assertThat(pulses).isEmpty();
    assertThat(town.records("loan-refused")).isEmpty();
  }

  @Test
  void withoutAUnitTheLoanIsRefusedWithTheReasonAndTheItemPutBackIsReturnedThere() {
    ReturnTown town = lends(NO_DESENSITISER, stripped);
    town.until("choose-door");
    assertThat(lines(town)).containsExactly("line.magnetic");
    assertThat(town.records("loan-refused").getFirst()).contains("why=no-unit");
    town.station.touch(new Intent.OpenDoor(new DoorId("1")));
    town.after(1);
    assertThat(town.world.openDoor(1).done()).isTrue();
    town.world.putBook(WANG, stripped, town.shelf);
    town.world.closeDoor(1);
    town.after(20);
    assertThat(books.told())
        .containsExactly("lend " + stripped.barcode(), "return " + stripped.barcode());
    assertThat(town.records("returned")).hasSize(1);
    assertThat(town.records("strip-left-undone")).isEmpty();
    assertThat(pulses).isEmpty();
    town.after(60);
    assertThat(town.broker.centre().books().returnsApplied()).isEqualTo(1);
  }

  @Test
  void offLineTheStationCannotKnowAndTheItemIsToBePutBack() {
    ReturnTown town = begin(WITH);
    town.world.stock(stripped, town.shelf);
    town.line("ils").unplug();
    town.station.powerCut();
    town.station.powerOn();
    town.after(30);
    takes(town, stripped);
    town.until("choose-door");
    assertThat(lines(town)).containsExactly("line.unasked");
    assertThat(books.told()).isEmpty();
    assertThat(town.records("loan-refused").getFirst()).contains("why=unasked");
  }

  // Returns.

  private static void returns(ReturnTown town, Book book) {
    town.puts(book);
    town.after(2);
    town.until("intake-open");
  }

  @Test
  void theFlagOfTenClosesTheOtherContactBeforeTheItemFalls() {
    ReturnTown town = begin(WITH);
    returns(town, stripped);
    returns(town, plain);
    returns(town, unsure);
    assertThat(pulses).containsExactly("19 800");
    assertThat(town.conveyor.in(1)).containsExactly(stripped, plain, unsure);
    assertThat(books.told()).hasSize(3).allMatch(told -> told.startsWith("return "));
    assertThat(town.records("taken-back")).hasSize(3);
  }

  @Test
  void withoutAUnitAReturnGoesIntoTheExceptionBinAndTheRecordSaysWhy() {
    ReturnTown town = begin(NO_RESENSITISER);
    returns(town, stripped);
    returns(town, plain);
    assertThat(town.conveyor.in(ReturnTown.EXCEPTION)).containsExactly(stripped);
    assertThat(town.conveyor.in(1)).containsExactly(plain);
    assertThat(town.records("strip-left-undone")).hasSize(1);
    assertThat(town.records("strip-left-undone").getFirst()).contains("why=no-unit");
    assertThat(pulses).isEmpty();
  }

  /** Whatever the line does once, the item is returned once and the contact closes once. */
  @ParameterizedTest
  @EnumSource(Slip.class)
  void aSlipOfTheSystemMovesNothingTwice(Slip slip) {
    ReturnTown town = begin(WITH);
    system.slip(slip, 1);
    returns(town, stripped);
    assertThat(pulses).containsExactly("19 800");
    assertThat(books.told()).containsExactly("return " + stripped.barcode());
    assertThat(town.conveyor.in(1)).containsExactly(stripped);
  }

  /**
   * The power goes before the contact closes, or a moment after: nobody knows, the item is asked
   * about anew, and each pulse that was meant is told to have ended.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 300})
  void aPulseThatAPowerCutEndedIsNeitherForgottenNorRepeatedUnasked(int after) {
    ReturnTown town = begin(WITH);
    town.station.watch(new CutAtPulse(town, after));
    town.puts(stripped);
    town.after(90);
    assertThat(town.station.lives()).isEqualTo(2);
    assertThat(books.told()).hasSize(2);
    assertThat(town.records("pulse-meant")).hasSize(2);
    assertThat(town.records("pulse-ended")).hasSize(2);
    assertThat(town.records("pulse-ended")).filteredOn(it -> it.contains("how=unclear")).hasSize(1);
    assertThat(pulses).endsWith("19 800");
    assertThat(town.conveyor.in(1)).containsExactly(stripped);
  }

  /** Cuts the power so long after the first pulse was wanted. */
  private static final class CutAtPulse implements Probe {
    private final ReturnTown town;
    private final int after;
    private boolean done;

    CutAtPulse(ReturnTown town, int after) {
      this.town = town;
      this.after = after;
    }

    @Override
    public void told(Event event) {}

    @Override
    public void acts(Effect effect) {
      if (done || !(effect instanceof Effect.Magnetise)) return;
      done = true;
      if (after == 0) cut();
      else town.time.after(after, this::cut);
    }

    private void cut() {
      town.station.powerCut();
      town.time.after(5_000, town.station::powerOn);
    }

    @Override
    public void turned(Kiosk kiosk) {}

    @Override
    public void outOfOrder(String why) {
      throw new AssertionError(why);
    }
  }

  private static List<String> lines(ReturnTown town) {
    return town.station.screen().orElseThrow().lines().stream()
        .map(Screen.Line::detail)
        .map(Screen.Phrase::key)
        .toList();
  }
}
