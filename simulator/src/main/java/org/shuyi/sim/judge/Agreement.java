package org.shuyi.sim.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.shuyi.kiosk.journal.Soundness;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.sim.centre.CentreBooks;
import org.shuyi.sim.centre.Place;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.demo.Town;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Tag;
import org.shuyi.sim.world.World;

/**
 * At a quiet point the journal, the centre's books and the world tell the same: each book has one
 * place in all three, or is suspect because it is really gone.
 */
public final class Agreement {
  private final Durable durable;
  private final List<StampedFact> facts;
  private final World world;
  private final List<Book> books;
  private final List<String> broken = new ArrayList<>();

  private Agreement(Durable durable, World world, List<Book> books) {
    this.durable = durable;
    this.facts = durable.stampedAfter(0);
    this.world = world;
    this.books = books;
  }

  /**
   * Compares them.
   *
   * @param centre while nothing arrives there
   * @return what they do not agree on, in words; none where all is well
   */
  public static List<String> judge(
      Durable durable, World world, List<Book> books, ReferenceCentre centre) {
    var agreement = new Agreement(durable, world, books);
    agreement.journal();
    agreement.progress(centre);
    agreement.places(centre.books());
    return agreement.broken;
  }

  private void journal() {
    if (durable.soundness() instanceof Soundness.Broken(long seq, String why)) {
      broken(Promise.CHAIN, "record " + seq + " " + why);
    }
    var shelves = new Shelves();
    for (String wrong : shelves.after(facts.stream().map(StampedFact::fact).toList())) {
      broken(Promise.ONE_PLACE, wrong);
    }
    for (String wrong : shelves.differences(durable.custody())) broken(Promise.DURABLE, wrong);
  }

  private void progress(ReferenceCentre centre) {
    var journals = centre.progress(Town.STATION);
    if (journals.size() != 1 || !journals.getFirst().epoch().equals(durable.epoch())) {
      broken(Promise.DURABLE, "the centre knows other journals: " + journals);
      return;
    }
    var at = journals.getFirst();
    String ours = durable.hashAt(at.through()).orElse("no such record");
    if (!ours.equals(at.hash())) {
      broken(
          Promise.DURABLE,
          "the centre has %d records up to %s, the journal has %d and there %s"
              .formatted(at.through(), at.hash(), durable.lastSeq(), ours));
    }
    for (Fact fact : durable.factsAfter(at.through())) {
      if (fact instanceof ShelfFact) broken(Promise.ONCE_AT_THE_CENTRE, "never arrived: " + fact);
    }
    if (!at.refused().isEmpty()) {
      broken(Promise.ONCE_AT_THE_CENTRE, "the centre refused records: " + at.refused());
    }
    var alarms = centre.alarms(Town.STATION);
    // A key at one door, while a visitor leaves another shut, looks like crossed wires.
    alarms.keySet().removeIf(name -> name.startsWith(ReferenceCentre.WRONG_DOOR));
    if (!alarms.isEmpty()) broken(Promise.CHAIN, "the centre's alarms: " + alarms);
    long loans = count(ShelfFact.Loaned.class);
    long returns = count(ShelfFact.Returned.class);
    if (centre.books().loansApplied() != loans || centre.books().returnsApplied() != returns) {
      broken(
          Promise.ONCE_AT_THE_CENTRE,
          "%d loans and %d returns applied, %d and %d in the journal"
              .formatted(
                  centre.books().loansApplied(), centre.books().returnsApplied(), loans, returns));
    }
  }

  private long count(Class<? extends Fact> kind) {
    return facts.stream().filter(stamped -> kind.isInstance(stamped.fact())).count();
  }

  private void places(CentreBooks centre) {
    var physical = new HashMap<TagId, Integer>();
    for (var view : world.scene().shelves()) {
      for (Book book : view.books()) {
        for (Tag tag : book.tags()) physical.put(Ledger.tagId(tag), view.shelf().door());
      }
    }
    var gone = goneBy();
    for (Book book : books) {
      for (Tag tag : book.tags()) {
        var id = Ledger.tagId(tag);
        var door = Optional.ofNullable(physical.get(id));
        var custody = Optional.ofNullable(durable.custody().places().get(id));
        compare(book, door, custody);
        compare(book, custody, Optional.ofNullable(gone.get(id)), centre);
      }
    }
  }

  /** By which record each item left the station, where it has left. */
  private Map<TagId, ShelfFact> goneBy() {
    var gone = new HashMap<TagId, ShelfFact>();
    for (StampedFact stamped : facts) {
      switch (stamped.fact()) {
        case ShelfFact.Loaned one -> gone.put(one.tag(), one);
        case ShelfFact.Removed one -> gone.put(one.tag(), one);
        case ShelfFact.SuspicionEnded one -> gone.put(one.tag(), one);
        default -> {}
      }
    }
    return gone;
  }

  private void compare(Book book, Optional<Integer> door, Optional<Custody> custody) {
    boolean same =
        switch (custody.orElse(null)) {
          case Custody.OnShelf shelf -> door.equals(Optional.of(Ledger.number(shelf.door())));
          case Custody.Suspect suspect -> door.isEmpty() && suspect.why().equals("missing");
          case null -> door.isEmpty();
        };
    if (same) return;
    broken(
        Promise.ONE_PLACE,
        "%s is %s, and in the station's books %s"
            .formatted(
                book, door.map(d -> "behind door " + d).orElse("in nobody's shelf"), custody));
  }

  private void compare(
      Book book, Optional<Custody> custody, Optional<ShelfFact> gone, CentreBooks centre) {
    var place =
        centre.items().values().stream()
            .filter(entry -> entry.id().barcode().equals(book.barcode()))
            .map(CentreBooks.Entry::place)
            .findFirst();
    boolean same =
        switch (custody.orElse(null)) {
          case Custody.OnShelf shelf ->
              place.orElse(null) instanceof Place.InStation in
                  && in.door().equals(shelf.door().label());
          case Custody.Suspect _ -> place.isEmpty() || place.get() instanceof Place.Suspected;
          case null -> isGone(gone, place);
        };
    if (same) return;
    broken(
        Promise.ONCE_AT_THE_CENTRE,
        "%s: the centre has it %s, the station %s, it left by %s"
            .formatted(book, place.map(Place::words).orElse("nowhere"), custody, gone));
  }

  private static boolean isGone(Optional<ShelfFact> gone, Optional<Place> place) {
    return switch (gone.orElse(null)) {
      case ShelfFact.Loaned loan ->
          place.orElse(null) instanceof Place.OnLoan on
              && Objects.equals(on.patron(), loan.patron().hex());
      case ShelfFact.Removed _ -> place.orElse(null) instanceof Place.WithStaff;
      case null -> place.isEmpty();
      default -> place.orElse(null) instanceof Place.Astray;
    };
  }

  private void broken(Promise promise, String words) {
    broken.add(promise + ": " + words);
  }
}
