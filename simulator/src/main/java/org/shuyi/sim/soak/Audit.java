package org.shuyi.sim.soak;

import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.shuyi.kiosk.journal.Soundness;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.sim.centre.CentreBooks;
import org.shuyi.sim.centre.ItemId;
import org.shuyi.sim.centre.Place;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Tag;

/** What must be true when all is well again: station, journal and centre agree with the world. */
final class Audit {
  private final VirtualTown town;
  private final Witness witness;
  private final Judge judge;
  private final Iterable<Book> books;
  private final LocalHealth health;

  Audit(VirtualTown town, Witness witness, Judge judge, Iterable<Book> books) {
    this.town = town;
    this.witness = witness;
    this.judge = judge;
    this.books = books;
    this.health = new LocalHealth(town);
  }

  /** A minute after the last fault all works that the station has for itself. */
  void works() {
    health.judge();
  }

  /** The line is back, and the centre has everything. */
  void settled() {
    judge.read();
    health.judgeInService();
    Kiosk kiosk = town.station().kiosk();
    require(kiosk.devices().online(), Promise.HEALS, "the line to the centre is not back");
    require(judge.openCommands().isEmpty(), Promise.WAITS_END, "commands: " + judge.openCommands());
    custody(kiosk);
    workItems(kiosk);
    require(
        kiosk.station().tampered() == town.world().panelOpen(),
        Promise.HEALS,
        "the service panel is not as the station has it");
    journal(kiosk);
    centre(kiosk);
  }

  /** After a loss that nobody can undo: world and station agree, and the centre has all we have. */
  void agreed() {
    Kiosk kiosk = town.station().kiosk();
    var journal = town.journal();
    require(kiosk.devices().online(), Promise.HEALS, "the line to the centre is not back");
    custody(kiosk);
    if (journal.verifyAll() instanceof Soundness.Broken broken) {
      throw new Violation(Promise.CHAIN, broken.toString());
    }
    long last = journal.lastSeq();
    boolean known =
        town.centre().progress(VirtualTown.address()).stream()
            .anyMatch(
                theirs ->
                    theirs.epoch().equals(journal.epoch().hex())
                        && theirs.through() == last
                        && theirs.hash().equals(journal.hashAt(last).hex()));
    require(
        known && kiosk.outbox().waiting() == 0,
        Promise.ONCE_AT_THE_CENTRE,
        "journal %s through %d, the centre has %s"
            .formatted(journal.epoch().hex(), last, town.centre().progress(VirtualTown.address())));
  }

  /** What is left for staff to decide. */
  void countWorkItems(Tally tally) {
    for (var place : town.station().kiosk().custody().places().entrySet()) {
      if (!(place.getValue() instanceof Custody.Suspect)) continue;
      boolean strange = Cast.isStrange(place.getKey());
      tally.count(strange ? Suspicions.LEFT_STRANGE : Suspicions.LEFT_GONE);
    }
  }

  private void custody(Kiosk kiosk) {
    kiosk.custody().places().forEach((tag, place) -> custody(tag, place));
    for (int door = 1; door <= VirtualTown.DOORS; door++) {
      for (TagId tag : judge.shelves().tagsOn(door)) {
        var place = kiosk.custody().places().get(tag);
        require(
            place != null && place.door().equals(Witness.id(door)),
            Promise.ONE_PLACE,
            tag + " is behind door " + door + ", and in the books " + place);
      }
    }
  }

  private void custody(TagId tag, Custody place) {
    boolean there = judge.shelves().tagsOn(Witness.number(place.door())).contains(tag);
    switch (place) {
      case Custody.OnShelf shelf ->
          require(there, Promise.ONE_PLACE, tag + " is not there: " + place + said(tag));
      case Custody.Suspect suspect -> {
        boolean undecidable =
            there
                ? Cast.isStrange(tag)
                : suspect.why().equals("missing") && !judge.shelves().isThere(tag);
        require(undecidable, Promise.HEALS, tag + " is still suspect: " + place + said(tag));
      }
    }
  }

  /** Whatever staff are to decide, they are told what it is, where, why, and who was there. */
  private void workItems(Kiosk kiosk) {
    kiosk
        .custody()
        .places()
        .forEach(
            (tag, place) -> {
              if (place instanceof Custody.Suspect suspect) workItem(tag, suspect);
            });
  }

  private void workItem(TagId tag, Custody.Suspect suspect) {
    int door = Witness.number(suspect.door());
    Optional<String> item = suspect.item().map(known -> known.barcode());
    boolean right =
        Cast.isStrange(tag)
            ? item.isEmpty() && Set.of("foreign", "unreadable").contains(suspect.why())
            : item.equals(barcode(tag))
                && suspect.why().equals("missing")
                && witness.wasTaken(tag, door);
    require(
        right && witness.wasAtHand(tag, suspect.opener()),
        Promise.CREDIT,
        "a work item: " + suspect + said(tag));
  }

  private Optional<String> barcode(TagId tag) {
    for (Book book : books) {
      for (Tag one : book.tags()) {
        if (Witness.tagId(one).equals(tag)) return Optional.of(book.barcode());
      }
    }
    return Optional.empty();
  }

  private String said(TagId tag) {
    return "; the world saw: " + witness.story(tag);
  }

  private void journal(Kiosk kiosk) {
    switch (town.journal().verifyAll()) {
      case Soundness.Sound sound -> {}
      case Soundness.Broken broken -> throw new Violation(Promise.CHAIN, broken.toString());
    }
    require(
        kiosk.figures().loans() == judge.loans() && kiosk.figures().returns() == judge.returns(),
        Promise.DURABLE,
        "figures %s, in the journal %d loans and %d returns"
            .formatted(kiosk.figures(), judge.loans(), judge.returns()));
    require(
        // What needs no flush of its own may wait for a minute, and nobody has been told of it.
        kiosk.outbox().applied() == town.journal().lastSeq(),
        Promise.ONCE_AT_THE_CENTRE,
        "records wait: " + kiosk.outbox());
  }

  private void centre(Kiosk kiosk) {
    var progress = town.centre().progress(VirtualTown.address());
    require(progress.size() == 1, Promise.ONCE_AT_THE_CENTRE, "journals: " + progress);
    require(
        progress.getFirst().through() == town.journal().lastSeq(),
        Promise.ONCE_AT_THE_CENTRE,
        "applied through %d of %d"
            .formatted(progress.getFirst().through(), town.journal().lastSeq()));
    require(
        progress.getFirst().hash().equals(town.journal().hashAt(town.journal().lastSeq()).hex()),
        Promise.CHAIN,
        "the centre's chain ends elsewhere");
    var alarms = town.centre().alarms(VirtualTown.address());
    // A key at one door, while a visitor leaves another shut, looks like crossed wires.
    alarms.keySet().removeIf(name -> name.startsWith(ReferenceCentre.WRONG_DOOR));
    // Whoever heard the exit gate is gone with what they carried.
    alarms.keySet().remove(ReferenceCentre.GATE);
    require(alarms.isEmpty(), Promise.CHAIN, "the centre's alarms: " + alarms);
    CentreBooks at = town.centre().books();
    require(
        at.loansApplied() == judge.loans() && at.returnsApplied() == judge.returns(),
        Promise.ONCE_AT_THE_CENTRE,
        "%d loans and %d returns applied, %d and %d in the journal"
            .formatted(at.loansApplied(), at.returnsApplied(), judge.loans(), judge.returns()));
    for (Book book : books) {
      if (isOneOfMany(book)) continue;
      for (Tag tag : book.tags()) book(book, Witness.tagId(tag), at, kiosk);
    }
  }

  /**
   * The centre counts by number and the station by tag: where two of one are about, the centre's
   * books follow whichever moved last.
   */
  private boolean isOneOfMany(Book book) {
    int tags = 0;
    for (Book other : books)
      if (other.barcode().equals(book.barcode())) tags += other.tags().size();
    return tags > 1;
  }

  /** The centre knows where a book is, and who has it. */
  private void book(Book book, TagId tag, CentreBooks at, Kiosk kiosk) {
    var entries = new TreeMap<ItemId, CentreBooks.Entry>();
    at.items()
        .forEach(
            (id, entry) -> {
              if (id.barcode().equals(book.barcode())) entries.put(id, entry);
            });
    Place place = entries.isEmpty() ? null : entries.firstEntry().getValue().place();
    var custody = kiosk.custody().places().get(tag);
    if (Cast.isStrange(tag)) {
      require(place == null, Promise.ONCE_AT_THE_CENTRE, book + " has a place: " + place);
      return;
    }
    boolean right =
        switch (custody) {
          case Custody.OnShelf(DoorId door, var item) ->
              place instanceof Place.InStation(var station, String behind)
                  && behind.equals(door.label());
          case Custody.Suspect suspect -> place == null || place instanceof Place.Suspected;
          case null -> isWithWhoeverTookIt(tag, place);
        };
    require(
        right,
        Promise.ONCE_AT_THE_CENTRE,
        "%s %s: the centre has it %s, the station %s%s"
            .formatted(book, tag, place == null ? "nowhere" : place.words(), custody, said(tag)));
  }

  private boolean isWithWhoeverTookIt(TagId tag, @org.jspecify.annotations.Nullable Place place) {
    if (judge.isSettledAsGone(tag) && place instanceof Place.Astray) return true;
    var taken = witness.lastTaken(tag);
    if (taken.isEmpty()) return place == null;
    // Nobody knows that it was here meanwhile: it is where the books last had it.
    boolean unread = judge.suspicions().leftUnread(tag, taken.get().atMillis());
    Set<Opener> takers = unread ? witness.everTaken(tag) : taken.get().credible();
    if (unread && place == null) return true;
    return takers.stream()
        .anyMatch(
            opener ->
                switch (opener) {
                  case Opener.Visitor visitor ->
                      (place instanceof Place.OnLoan loan
                              && loan.patron().equals(visitor.patron().hex()))
                          || (place instanceof Place.Astray && isUnknown(visitor));
                  case Opener.Staff staff ->
                      place instanceof Place.WithStaff || place instanceof Place.Astray;
                  case Opener.Remote remote -> place instanceof Place.WithStaff;
                  case Opener.Unknown unknown ->
                      place == null
                          || place instanceof Place.Astray
                          || place instanceof Place.WithStaff;
                });
  }

  /**
   * Lent off line to somebody whom the centre does not know: it refused the record, and said so.
   */
  private boolean isUnknown(Opener.Visitor visitor) {
    return town.centre().patrons().find(visitor.patron().hex()).isEmpty();
  }

  private static void require(boolean fulfilled, Promise promise, String words) {
    if (!fulfilled) throw new Violation(promise, words);
  }
}
