package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.config.Reading;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.JournalRecord;
import org.shuyi.kiosk.journal.Soundness;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.sim.house.Needs;
import org.shuyi.sim.judge.Durable;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Shelf;

/**
 * R3 at the station as shipped: its journal decays while it is off, in the records that the centre
 * does not have yet and in the books of its shelves. The file is put aside untouched, what is sound
 * in it goes on under a new epoch, the station serves, and the centre knows by number what is lost,
 * until the last of it has been seen again.
 *
 * <p>With real programs, since what is proven is the way from a file's bytes to the librarian's
 * page; virtual towns keep their journals in memory.
 */
@Needs("pty")
@Timeout(180)
class DamagedStationTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int PAGE = 1_024;
  private static final JsonNode FINISH =
      new ObjectMapper().createObjectNode().put("intent", "finish");

  @TempDir Path folder;

  /** The library's books behind the doors, when all begins. */
  private final TreeSet<String> stock = new TreeSet<>();

  @Test
  void aJournalThatDecayedIsPutAsideTheStationServesOnAndTheCentreKnowsWhatIsLost()
      throws Exception {
    try (var demo = start()) {
      StationDeathsTest.centreShows(demo, centre -> centre.at("/stations/0/inBooks").asInt() == 14);
      for (var shelf : demo.world().scene().shelves()) {
        shelf.books().forEach(book -> stock.add(book.barcode()));
      }
      borrows(demo, 1);
      StationDeathsTest.centreShows(demo, centre -> loans(centre) == 1);
      assertThat(demo.world().network(false).done()).isTrue();
      demo.touch().await(screen -> screen.path("offline").asBoolean(), SOON);
      var lent = new ArrayList<Book>();
      for (int door = 2; door <= 4; door++) lent.add(borrows(demo, door));
      stop(demo);

      var oracle = Durable.read(journal(), folder.resolve("copy"), plan()).orElseThrow();
      long has = demo.centre().look(c -> c.progress(Town.STATION)).getLast().through();
      byte[] bytes = Files.readAllBytes(journal());
      var lost = losesThePageOf(loan(oracle, lent.get(1)), oracle, bytes, has);
      var gone = lent.stream().filter(book -> lost.contains(loan(oracle, book).seq())).toList();
      assertThat(gone).as("no page holds three visits").contains(lent.get(1)).isNotEqualTo(lent);
      Book uncertain = demo.world().booksOn(shelf(demo, 4)).getFirst();
      losesABitOfTheRowOf(uncertain, bytes);
      Files.write(journal(), bytes);

      assertThat(demo.world().network(true).done()).isTrue();
      assertThat(demo.world().mains(true).done()).isTrue();
      demo.awaitStation(SOON);
      demo.touch().await(screen -> named(screen, "attract"), SOON);

      isKeptAsItWas(bytes);
      String span = lost.first() + " to " + lost.last();
      String alarm = "lost " + oracle.epoch() + ": records " + span + " are lost";
      StationDeathsTest.centreShows(
          demo,
          centre ->
              loans(centre) == 4 - gone.size()
                  && centre.at("/stations/0/alarms").toString().contains(alarm)
                  && centre.at("/feed").toString().contains("of a damaged journal, " + span)
                  && device(centre).startsWith("degraded: put aside: " + journal()));
      agreesButFor(demo, gone);

      returns(demo, 2, gone);
      StationDeathsTest.centreShows(demo, centre -> returnsWithoutLoan(centre) == gone.size());
      agreesButFor(demo, List.of());
      stop(demo);
      goesOnFrom(oracle, lost, uncertain);
    }
  }

  // What becomes of the file.

  /**
   * A page in the middle becomes zeros. What cannot be told any more are the records on it, and the
   * one behind them, whose hash nothing proves.
   *
   * @param has the last record that the centre has
   */
  private static SortedSet<Long> losesThePageOf(
      JournalRecord record, Durable oracle, byte[] bytes, long has) {
    int page = page(bytes, record);
    var lost = new TreeSet<Long>();
    for (JournalRecord each : oracle.records()) {
      if (page(bytes, each) == page) lost.add(each.seq());
    }
    lost.add(lost.last() + 1);
    assertThat(lost.first()).as("what the centre lacks").isGreaterThan(has + 1);
    Arrays.fill(bytes, page, page + PAGE, (byte) 0);
    return lost;
  }

  private static int page(byte[] bytes, JournalRecord record) {
    int at = at(bytes, record.bytes().toArray(), 0);
    assertThat(at).as("%s", record).isNotNegative();
    return at / PAGE * PAGE;
  }

  /** One of the rows that say where each book is, as {@code custody} of the schema has them. */
  private static void losesABitOfTheRowOf(Book book, byte[] bytes) {
    byte[] row = ("4" + tag(book)).getBytes(StandardCharsets.UTF_8);
    // Also where the page was split, and an older copy of the row lies.
    for (int at = at(bytes, row, 0); at >= 0; at = at(bytes, row, at + 1)) {
      bytes[at + row.length + 2] ^= 4;
    }
  }

  /** Where it lies first; -1 where it does not. */
  private static int at(byte[] bytes, byte[] wanted, int from) {
    for (int at = from; at + wanted.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) return at;
    }
    return -1;
  }

  private void isKeptAsItWas(byte[] damaged) throws IOException {
    var aside = Journal.quarantined(journal());
    assertThat(aside).hasSize(1);
    assertThat(Files.readAllBytes(aside.getFirst().file())).isEqualTo(damaged);
    assertThat(aside.getFirst().reason()).isNotEmpty();
  }

  /** A new epoch, sound, that says of each record which the centre lacks what became of it. */
  private void goesOnFrom(Durable oracle, SortedSet<Long> lost, Book uncertain) throws IOException {
    var next = Durable.read(journal(), folder.resolve("copy"), plan()).orElseThrow();
    assertThat(next.epoch()).isNotEqualTo(oracle.epoch());
    assertThat(next.soundness()).isEqualTo(new Soundness.Sound(next.lastSeq()));
    var salvaged = new TreeSet<Long>();
    var found = new ArrayList<String>();
    for (Fact fact : next.factsAfter(0)) {
      switch (fact) {
        case StationFact.RecordSalvaged(var epoch, long seq, var hash, var text) ->
            salvaged.add(seq);
        case StationFact.RecordsLost(var epoch, long from, long through) -> {
          assertThat(epoch).isEqualTo(oracle.epoch());
          assertThat(List.of(from, through)).containsExactly(lost.first(), lost.last());
        }
        case ShelfFact.Found(var tag, var item, var door) -> found.add(tag.hex());
        default -> {}
      }
    }
    assertThat(salvaged).contains(lost.first() - 1, lost.last() + 1, oracle.lastSeq());
    assertThat(salvaged).doesNotContainAnyElementsOf(lost);
    assertThat(found).as("counted anew").containsExactly(tag(uncertain));
  }

  private static JournalRecord loan(Durable oracle, Book book) {
    var facts = oracle.factsAfter(0);
    for (int i = 0; i < facts.size(); i++) {
      if (facts.get(i) instanceof ShelfFact.Loaned loan && loan.tag().hex().equals(tag(book))) {
        return oracle.records().get(i);
      }
    }
    throw new AssertionError("not lent: " + book);
  }

  private static String tag(Book book) {
    return book.tags().getFirst().uid().hex();
  }

  // The books and the world.

  /** Each book lies behind the door that the books say, or is lent to who has it. */
  private void agreesButFor(RunningDemo demo, List<Book> unknown) {
    var world = new TreeMap<String, String>();
    for (var shelf : demo.world().scene().shelves()) {
      shelf.books().forEach(book -> world.put(book.barcode(), "door " + shelf.shelf().door()));
    }
    demo.world().booksOf(Cast.VISITOR).forEach(book -> world.put(book.barcode(), "lent"));
    var books = new TreeMap<String, String>();
    demo.centre()
        .look(centre -> centre.books().in(Town.STATION))
        .forEach((item, door) -> books.put(item.barcode(), "door " + door));
    demo.centre()
        .look(centre -> centre.books().loans())
        .forEach((item, patron) -> books.put(item.barcode(), "lent"));
    // What was in the hand from the beginning was lent elsewhere.
    world.keySet().retainAll(stock);
    assertThat(books.keySet()).isEqualTo(stock);
    world.entrySet().removeAll(books.entrySet());
    assertThat(world.keySet())
        .containsExactlyInAnyOrderElementsOf(unknown.stream().map(Book::barcode).toList());
  }

  private static int loans(JsonNode centre) {
    return centre.at("/books/onLoanCount").asInt();
  }

  private static long returnsWithoutLoan(JsonNode centre) {
    return centre.at("/books/cases").findValuesAsText("kind").stream()
        .filter("returned-without-loan"::equals)
        .count();
  }

  private static String device(JsonNode centre) {
    return centre.at("/stations/0/status/devices/journal").asText();
  }

  // A visit.

  private static Book borrows(RunningDemo demo, int door) throws Exception {
    opens(demo, door);
    Book book = demo.world().booksOn(shelf(demo, door)).getFirst();
    assertThat(demo.world().takeBook(Cast.VISITOR, book).done()).isTrue();
    closes(demo, door);
    return book;
  }

  private static void returns(RunningDemo demo, int door, List<Book> books) throws Exception {
    opens(demo, door);
    for (Book book : books) {
      assertThat(demo.world().putBook(Cast.VISITOR, book, shelf(demo, door)).done()).isTrue();
    }
    closes(demo, door);
  }

  private static void opens(RunningDemo demo, int door) throws Exception {
    var world = demo.world();
    demo.touch().await(screen -> named(screen, "attract"), SOON);
    assertThat(world.holdCard(Cast.VISITOR, Cast.WANG).done()).isTrue();
    String at = "/doors/" + (door - 1);
    var menu = demo.touch().await(screen -> screen.at(at + "/offered").asBoolean(), SOON);
    assertThat(world.removeCard().done()).isTrue();
    assertThat(demo.touch().touch(menu.at(at + "/intent"))).isEqualTo(202);
    StationDeathsTest.streetShows(demo, street -> street.at(at + "/released").asBoolean());
    assertThat(world.openDoor(door).done()).isTrue();
  }

  private static void closes(RunningDemo demo, int door) throws Exception {
    assertThat(demo.world().closeDoor(door).done()).isTrue();
    demo.touch().await(screen -> named(screen, "receipt"), SOON);
    assertThat(demo.touch().touch(FINISH)).isEqualTo(202);
  }

  private static Shelf shelf(RunningDemo demo, int door) {
    return demo.world().scene().shelves().get(door - 1).shelf();
  }

  private static boolean named(JsonNode screen, String name) {
    return screen.path("name").asText().equals(name);
  }

  // The program.

  /** In order, as for a night; then the mains are off, so that nobody starts it. */
  private static void stop(RunningDemo demo) throws Exception {
    var running = Objects.requireNonNull(demo.station().child());
    running.terminate();
    running.exit().get(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(demo.world().mains(false).done()).isTrue();
  }

  private Path journal() {
    return folder.resolve("demo").resolve("journal.db");
  }

  private Plan plan() {
    return switch (StationConfig.read(
        folder.resolve("demo").resolve("station.yaml"), Wiring::complaints)) {
      case Reading.Read(StationConfig config) -> Wiring.plan(config);
      case Reading.Refused(var complaints) -> throw new AssertionError(complaints);
    };
  }

  private RunningDemo start() throws Exception {
    AotCache.of(DemoCommand.sources()).make();
    var home = Home.take(folder.resolve("demo"), false).orElseThrow();
    var wish = new RunningDemo.Wish(DemoCommand.sources(), Ports.ANY, true);
    return RunningDemo.start(home, wish, words -> {}, news -> {});
  }
}
