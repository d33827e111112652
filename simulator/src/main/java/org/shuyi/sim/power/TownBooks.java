package org.shuyi.sim.power;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.sim.centre.CentreBooks;
import org.shuyi.sim.centre.Place;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.demo.RunningDemo;
import org.shuyi.sim.demo.Town;
import org.shuyi.sim.demo.Townsfolk;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.World;

/** The centre's books beside the world: where each book really is, and who has it. */
final class TownBooks {
  private final RunningDemo demo;
  private final World world;
  private final Townsfolk folk;

  TownBooks(RunningDemo demo, Townsfolk folk) {
    this.demo = demo;
    this.world = demo.world();
    this.folk = folk;
  }

  /** What the centre has of the newest journal, and the chain's hash up to there. */
  Optional<ReferenceCentre.Progress> progress() {
    var all = demo.centre().look(centre -> centre.progress(Town.STATION));
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /** The start of the station from which the centre has heard last; 0 if it heard of none. */
  long boot() {
    var status = demo.centre().look(centre -> centre.status(Town.STATION));
    return status.map(said -> said.path("boot").asLong()).orElse(0L);
  }

  /** The number of the rules that it has said to obey; 0 if it said nothing. */
  long rules() {
    var status = demo.centre().look(centre -> centre.status(Town.STATION));
    return status.map(said -> said.path("policyVersion").asLong()).orElse(0L);
  }

  /**
   * Whether a later start than this one says that it serves and that every shelf is counted.
   *
   * @return what is missing of that, in words; nothing where it serves
   */
  Optional<String> unserved(long before) {
    var status = demo.centre().look(centre -> centre.status(Town.STATION));
    if (status.isEmpty()) return Optional.of("the centre has no word of the station");
    if (boot() <= before) return Optional.of("the centre has heard of no start after " + before);
    if (!demo.centre().look(centre -> centre.online(Town.STATION))) {
      return Optional.of("the centre has the station off line");
    }
    boolean shut = true;
    for (var door : status.get().path("doors")) shut &= door.asText().equals("shut");
    boolean serves = shut && status.get().path("serving").asText().equals("in-service");
    return serves ? Optional.empty() : Optional.of("the station says " + status.get());
  }

  /**
   * What does not agree: every book is in one place, in the world's, or is suspect because it is
   * behind no door.
   */
  List<String> differences() {
    var entries = demo.centre().look(centre -> byBarcode(centre.books()));
    var wrong = new ArrayList<String>();
    for (Book book : folk.books()) {
      var entry = entries.get(book.barcode());
      String words = entry == null ? "unknown" : entry.place().words();
      if (entry == null || !agrees(book, entry.place())) {
        wrong.add("%s is %s, and the centre has it %s".formatted(book, truth(book), words));
      }
    }
    demo.centre()
        .look(centre -> centre.alarms(Town.STATION))
        .forEach((name, alarm) -> wrong.add("alarm " + name + ": " + alarm));
    return wrong;
  }

  private static SortedMap<String, CentreBooks.Entry> byBarcode(CentreBooks books) {
    var found = new TreeMap<String, CentreBooks.Entry>();
    books.items().forEach((id, entry) -> found.put(id.barcode(), entry));
    return found;
  }

  private boolean agrees(Book book, Place place) {
    return switch (place) {
      case Place.InStation(var station, String door) -> truth(book).equals("behind door " + door);
      case Place.OnLoan loan ->
          folk.readers().stream()
              .filter(r -> Townsfolk.token(demo.secrets().tokens(), r).equals(loan.patron()))
              .anyMatch(r -> truth(book).equals("with " + r.person().name()));
      case Place.Suspected _ -> !isBehindADoor(book);
      case Place.WithStaff _, Place.InBin _, Place.Astray _ -> false;
    };
  }

  private boolean isBehindADoor(Book book) {
    return truth(book).startsWith("behind");
  }

  private String truth(Book book) {
    for (int door = 1; door <= folk.doors(); door++) {
      if (world.booksOn(folk.shelf(door)).contains(book)) return "behind door " + door;
    }
    for (var reader : folk.readers()) {
      if (world.booksOf(reader.person()).contains(book)) {
        return "with " + reader.person().name();
      }
    }
    return "nowhere";
  }
}
