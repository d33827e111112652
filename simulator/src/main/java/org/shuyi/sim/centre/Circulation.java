package org.shuyi.sim.centre;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.shuyi.sim.centre.CentreBooks.Entry;
import org.shuyi.sim.centre.Patrons.Standing;

/**
 * The rules by which a record changes the books.
 *
 * <p>What a station saw has happened: an item that a shelf's count found is there, whatever the
 * books said, and an item that is gone is gone. So a record is refused only where the books have no
 * place for it (nobody to hold to account, or nothing that can be read); all else is applied, and
 * what contradicts the books becomes a {@link Case}.
 */
final class Circulation {
  private final CentreBooks books;

  Circulation(CentreBooks books) {
    this.books = books;
  }

  /** Which record is told: the number under which it is applied once. */
  record Origin(Address station, String epoch, long seq) {}

  /** What came of a record. */
  sealed interface Outcome {
    /** The books hold it. */
    record Applied(List<Case> cases) implements Outcome {}

    /** Settled, but not in the books; a person at the station must look. */
    record Refused(String reason) implements Outcome {}
  }

  Outcome apply(WrittenRecord record, Origin origin, Patrons patrons) {
    try {
      return new Telling(record, origin, patrons).tell();
    } catch (Malformed e) {
      return new Outcome.Refused("malformed: " + e.getMessage());
    }
  }

  /** One record on its way into the books. */
  private final class Telling {
    private final WrittenRecord record;
    private final Origin origin;
    private final Patrons patrons;
    private final List<Case> cases = new ArrayList<>();

    private Telling(WrittenRecord record, Origin origin, Patrons patrons) {
      this.record = record;
      this.origin = origin;
      this.patrons = patrons;
    }

    private Outcome tell() throws Malformed {
      return switch (record.kind()) {
        case "loaned" -> loaned();
        case "returned" -> returned();
        case "stocked" -> here(record.item(1), record.text(0), record.text(2), "stocked by staff");
        case "found" -> here(record.item(1), record.text(0), record.text(2), "found by a count");
        case "moved" -> here(record.item(1), record.text(0), record.text(3), "moved");
        case "removed" -> removed();
        case "taken-back" -> takenBack();
        case "went-astray" -> astray();
        case "became-suspect" -> suspect();
        case "suspicion-ended" -> unsuspect();
        default -> applied();
      };
    }

    private Outcome loaned() throws Malformed {
      String patron = record.text(1);
      var item = record.item(3);
      Instant at = record.instant(5);
      boolean trusted = record.truth(6);
      long days = Math.clamp(record.number(7), 0, 3650);
      var objections = record.texts(9);
      books.countLoan();
      if (isHistory(item.id(), at, trusted)) {
        made(item.id(), "late-loan", "lent to " + brief(patron), "meanwhile elsewhere: left there");
        return applied();
      }
      var known = patrons.find(patron);
      if (known.isEmpty()) {
        enter(item, record.text(2), new Place.Astray(origin.station(), "unknown-patron"), at);
        return new Outcome.Refused("unknown-patron");
      }
      var before = books.find(item.id()).map(Entry::place);
      if (before.orElse(null)
          instanceof Place.OnLoan(String holder, var from, var since, var due)) {
        made(
            item.id(),
            "lent-while-on-loan",
            "returned for " + brief(holder),
            "lent to " + brief(patron));
      }
      var due = at.plus(Duration.ofDays(days));
      enter(item, record.text(2), new Place.OnLoan(patron, origin.station(), at, due), at, trusted);
      if (known.get().standing() != Standing.GOOD) {
        made(
            item.id(), "patron-not-in-good-standing", "lent to " + brief(patron) + " all the same");
      } else if (books.loansOf(patron).size() > known.get().limit()) {
        made(item.id(), "over-limit", brief(patron) + " holds " + books.loansOf(patron).size());
      }
      if (!objections.isEmpty()) made(item.id(), "station-objects", String.join(", ", objections));
      return applied();
    }

    private Outcome returned() throws Malformed {
      var item = record.item(3);
      Instant at = record.instant(5);
      boolean trusted = record.truth(6);
      String door = record.text(4);
      books.countReturn();
      if (isHistory(item.id(), at, trusted)) {
        made(item.id(), "late-return", "returned here", "meanwhile elsewhere: left there");
        return applied();
      }
      var before = books.find(item.id()).map(Entry::place);
      if (before.orElse(null) instanceof Place.InStation(Address station, String behind)) {
        made(
            item.id(),
            "returned-without-loan",
            "was in " + station + ", door " + behind,
            "is here");
      }
      enter(item, record.text(2), new Place.InStation(origin.station(), door), at, trusted);
      return arrived(item.id());
    }

    /** An item that is in the station: presence wins over whatever the books say. */
    private Outcome here(WrittenRecord.WrittenItem item, String tag, String door, String how) {
      if (isHistory(item.id(), record.wall(), record.trusted())) {
        made(item.id(), "late-" + record.kind(), how, "meanwhile elsewhere: left there");
        return applied();
      }
      var before = books.find(item.id()).map(Entry::place);
      if (before.orElse(null)
          instanceof Place.OnLoan(String holder, var from, var since, var due)) {
        made(item.id(), "here-while-on-loan", how, "returned for " + brief(holder));
      }
      enter(item, tag, new Place.InStation(origin.station(), door), record.wall());
      return arrived(item.id());
    }

    /** It is where it is, and the station is told where it must not be. */
    private Outcome arrived(ItemId item) {
      return books.isWithdrawn(item) ? new Outcome.Refused("withdrawn") : applied();
    }

    /** Through the return slot, whoever brought it: the item says whose loan it ends. */
    private Outcome takenBack() throws Malformed {
      var item = record.item(2);
      Instant at = record.instant(5);
      boolean trusted = record.truth(6);
      books.countReturn();
      if (isHistory(item.id(), at, trusted)) {
        made(item.id(), "late-return", "returned here", "meanwhile elsewhere: left there");
        return applied();
      }
      var place = new Place.InBin(origin.station(), record.number(3));
      enter(item, record.text(1), place, at, trusted);
      return applied();
    }

    /** The books stay as they are until a person has found it. */
    private Outcome astray() throws Malformed {
      made(record.item(2).id(), "astray-in-the-sorter", record.text(3));
      return applied();
    }

    private Outcome removed() throws Malformed {
      var item = record.item(1);
      var opener = String.valueOf(record.fields().size() > 3 ? record.fields().get(3) : "");
      enter(item, record.text(0), new Place.WithStaff(origin.station(), opener), record.wall());
      return applied();
    }

    /** Only an item that we believed to be there can be missed there. */
    private Outcome suspect() throws Malformed {
      var entry = books.byTag(record.text(0));
      var suspected = new Place.Suspected(origin.station(), record.text(1), record.text(2));
      if (entry.isPresent()
          && entry.get().place() instanceof Place.InStation(Address where, String door)
          && where.equals(origin.station())) {
        enter(entry.get(), suspected);
      }
      return applied();
    }

    /** Seen again, or settled by a person; who settles it as gone says so. */
    private Outcome unsuspect() throws Malformed {
      var entry = books.byTag(record.text(0));
      String door = record.text(1);
      String how = record.text(2);
      if (entry.isPresent()
          && entry.get().place()
              instanceof Place.Suspected(Address where, String behind, String why)
          && where.equals(origin.station())) {
        enter(
            entry.get(),
            how.contains("gone") || how.contains("absent") || how.contains("missing")
                ? new Place.Astray(where, how)
                : new Place.InStation(where, door));
      }
      return applied();
    }

    /**
     * Whether something later is already in the books from another station: that one was on line
     * while this one was not. Of one station the numbers decide, and clocks only where both may be
     * believed.
     */
    private boolean isHistory(ItemId id, Instant at, boolean trusted) {
      var entry = books.find(id);
      return entry.isPresent()
          && !entry.get().station().equals(origin.station())
          && trusted
          && entry.get().trusted()
          && at.isBefore(entry.get().at());
    }

    private void enter(WrittenRecord.WrittenItem item, String tag, Place place, Instant at) {
      enter(item, tag, place, at, record.trusted());
    }

    private void enter(
        WrittenRecord.WrittenItem item, String tag, Place place, Instant at, boolean trusted) {
      books.enter(new Entry(item.id(), tag, item.title(), place, origin.station(), at, trusted));
    }

    private void enter(Entry old, Place place) {
      books.enter(
          new Entry(
              old.id(),
              old.tag(),
              old.title(),
              place,
              origin.station(),
              record.wall(),
              record.trusted()));
    }

    private void made(ItemId item, String kind, String... steps) {
      cases.add(
          new Case(origin.station(), origin.epoch(), origin.seq(), item, kind, List.of(steps)));
    }

    private Outcome applied() {
      cases.forEach(books::note);
      return new Outcome.Applied(List.copyOf(cases));
    }
  }

  private static String brief(String patron) {
    return patron.substring(0, Math.min(8, patron.length()));
  }
}
