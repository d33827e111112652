package org.shuyi.kiosk.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.journal.Meta.Tally;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.Fittings;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.Station;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.command.Commands;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.figures.Figures;
import org.shuyi.kiosk.kernel.policy.KnownPatrons;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.shelf.Shelf;
import org.shuyi.kiosk.kernel.visit.Visits;

/** The station's state as rows: which differ between two stations, and back. */
final class State {
  /** For what changes seldom: every field with its name. */
  private static final Shapes NAMED = new Shapes(Shapes.Form.NAMED);

  /** For what changes with every visit or has hundreds of rows: each page written counts. */
  private static final Shapes SHORT = new Shapes(Shapes.Form.ARRAYS);

  /**
   * One section of {@link Kiosk}.
   *
   * @param id the row's number; those that change with every visit come first
   * @param format counted up when the section's shape changes
   * @param oldest the oldest format that is still read
   */
  private record Section(
      long id,
      String name,
      int format,
      int oldest,
      Shapes shapes,
      Class<?> type,
      Function<Kiosk, Object> part) {
    Shapes.Shape shape() {
      return shapes.of(type);
    }

    /** What is written short is pressed besides, since format 2. */
    Object column(String json) {
      return shapes == SHORT ? Pressed.of(json) : json;
    }
  }

  private static final Section COMMANDS =
      new Section(6, "commands", 1, 1, NAMED, Commands.class, Kiosk::commands);

  /** Before format 2 no emergency was known, before format 3 no full outbox. */
  private static final Section STATION =
      new Section(4, "station", 3, 1, NAMED, Station.class, Kiosk::station);

  /** Before format 2 nothing was said of sorting. */
  private static final Section POLICY =
      new Section(5, "policy", 2, 1, NAMED, Policy.class, Kiosk::policy);

  private static final List<Section> SECTIONS =
      List.of(
          STATION,
          new Section(1, "visits", 2, 1, SHORT, Visits.class, Kiosk::visits),
          new Section(2, "shelf", 2, 1, SHORT, Shelf.class, Kiosk::shelf),
          POLICY,
          COMMANDS,
          new Section(3, "figures", 1, 1, NAMED, Figures.class, Kiosk::figures),
          new Section(
              7, "fittings", 1, 1, NAMED, Fittings.class, kiosk -> kiosk.fittings().kept()));

  private static final String SELECT = "SELECT id, name, format, json, sum FROM section";

  /** A section as it lies in its row, its JSON no longer pressed. */
  record SectionRow(long id, String name, int format, String json, long sum) {
    boolean isSound() {
      return sum == Sum.of(id, name, format, json);
    }
  }

  /** An item as it lies in its row. */
  record PlaceRow(String door, String tag, String place, long sum) {
    boolean isSound() {
      return sum == Sum.of(door, tag, place);
    }
  }

  /** A patron as he lies in his row. */
  record KnownRow(String patron, int mayBorrow, long at, long sum) {
    boolean isSound() {
      return sum == Sum.of(patron, mayBorrow, at);
    }
  }

  /** Every row of the state. */
  record Rows(List<SectionRow> sections, List<PlaceRow> places, List<KnownRow> known) {
    SortedMap<String, Long> sectionSums() {
      var sums = new TreeMap<String, Long>();
      for (SectionRow row : sections) sums.put(row.name(), row.sum());
      return sums;
    }

    Tally placesTally() {
      return Tally.of(places.stream().map(PlaceRow::sum).toList());
    }

    Tally knownTally() {
      return Tally.of(known.stream().map(KnownRow::sum).toList());
    }
  }

  private State() {}

  // --- writing ---------------------------------------------------------------------------------

  /**
   * Writes the sections that differ.
   *
   * @param sums of every section that has a row, by name; brought up to date
   */
  static void writeSections(Db db, Kiosk before, Kiosk after, SortedMap<String, Long> sums)
      throws SQLException {
    for (Section section : SECTIONS) {
      Object value = section.part().apply(after);
      if (!value.equals(section.part().apply(before))) {
        String json = Json.encode(section.shape().write(value));
        long sum = Sum.of(section.id(), section.name(), section.format(), json);
        put(db, section.id(), section.name(), section.format(), section.column(json), sum);
        sums.put(section.name(), sum);
      }
    }
  }

  static long putSection(Db db, long id, String name, int format, String json) throws SQLException {
    long sum = Sum.of(id, name, format, json);
    put(db, id, name, format, json, sum);
    return sum;
  }

  private static void put(Db db, long id, String name, int format, Object column, long sum)
      throws SQLException {
    db.one(
        "INSERT INTO section VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET format ="
            + " excluded.format, json = excluded.json, sum = excluded.sum",
        id,
        name,
        format,
        column,
        sum);
  }

  /** Writes the items that differ; answers what custody then adds up to. */
  static Tally writeCustody(Db db, CustodyBook before, CustodyBook after, Tally tally)
      throws SQLException {
    Tally now = tally;
    for (Change<TagId, Custody> change : changes(before.places(), after.places())) {
      String tag = change.key().hex();
      Custody old = change.before();
      Custody place = change.after();
      if (old != null) {
        db.one("DELETE FROM custody WHERE door = ? AND tag = ?", old.door().label(), tag);
        now = now.without(Sum.of(old.door().label(), tag, json(old)));
      }
      if (place != null) now = now.with(putPlace(db, place.door().label(), tag, json(place)));
    }
    return now;
  }

  static long putPlace(Db db, String door, String tag, String place) throws SQLException {
    long sum = Sum.of(door, tag, place);
    db.one("INSERT INTO custody VALUES (?, ?, ?, ?)", door, tag, place, sum);
    return sum;
  }

  /** Writes the patrons that differ; answers what they then add up to. */
  static Tally writeKnown(Db db, KnownPatrons before, KnownPatrons after, Tally tally)
      throws SQLException {
    Tally now = tally;
    for (Change<PatronToken, KnownPatrons.Known> change :
        changes(before.patrons(), after.patrons())) {
      String patron = change.key().hex();
      KnownPatrons.Known old = change.before();
      KnownPatrons.Known known = change.after();
      if (old != null) {
        db.one("DELETE FROM known WHERE patron = ?", patron);
        now = now.without(Sum.of(patron, old.mayBorrow(), old.at()));
      }
      if (known != null) now = now.with(putKnown(db, patron, known.mayBorrow(), known.at()));
    }
    return now;
  }

  static long putKnown(Db db, String patron, int mayBorrow, long at) throws SQLException {
    long sum = Sum.of(patron, mayBorrow, at);
    db.one("INSERT INTO known VALUES (?, ?, ?, ?)", patron, mayBorrow, at, sum);
    return sum;
  }

  private static String json(Custody place) {
    return Json.encode(SHORT.of(Custody.class).write(place));
  }

  /** One entry that differs; null where a side has none. */
  record Change<K, V>(K key, @Nullable V before, @Nullable V after) {}

  /** What differs between two sorted maps, in one walk over both. */
  @SuppressWarnings("ReferenceEquality") // the same map is surely equal, and most turns leave it
  static <K extends Comparable<K>, V> List<Change<K, V>> changes(
      SortedMap<K, V> before, SortedMap<K, V> after) {
    var changes = new ArrayList<Change<K, V>>();
    if (before == after) return changes;
    Iterator<Map.Entry<K, V>> olds = before.entrySet().iterator();
    Iterator<Map.Entry<K, V>> news = after.entrySet().iterator();
    Map.Entry<K, V> old = next(olds);
    Map.Entry<K, V> now = next(news);
    while (old != null || now != null) {
      int order = old == null ? 1 : now == null ? -1 : old.getKey().compareTo(now.getKey());
      V was = old != null && order <= 0 ? old.getValue() : null;
      V is = now != null && order >= 0 ? now.getValue() : null;
      if (!Objects.equals(was, is)) {
        K key = old != null && order <= 0 ? old.getKey() : Objects.requireNonNull(now).getKey();
        changes.add(new Change<>(key, was, is));
      }
      if (order <= 0) old = next(olds);
      if (order >= 0) now = next(news);
    }
    return changes;
  }

  private static <E> @Nullable E next(Iterator<E> entries) {
    return entries.hasNext() ? entries.next() : null;
  }

  // --- reading ---------------------------------------------------------------------------------

  static List<SectionRow> sections(Db db) throws SQLException {
    return rows(db).stream().filter(row -> row.id() != Meta.ID && row.id() != Owner.ID).toList();
  }

  /** The sections, and the row of the journal itself. */
  static List<SectionRow> rows(Db db) throws SQLException {
    return db.all(SELECT, State::row);
  }

  /** The row of this number, or none. */
  static List<SectionRow> rows(Db db, long id) throws SQLException {
    return db.all(SELECT + " WHERE id = ?", State::row, id);
  }

  private static SectionRow row(ResultSet row) throws SQLException {
    return new SectionRow(
        row.getLong(1), row.getString(2), row.getInt(3), json(row), row.getLong(5));
  }

  private static String json(ResultSet row) throws SQLException {
    return row.getObject(4) instanceof byte[] pressed ? Pressed.json(pressed) : row.getString(4);
  }

  static List<PlaceRow> places(Db db) throws SQLException {
    return db.all(
        "SELECT door, tag, place, sum FROM custody",
        row -> new PlaceRow(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
  }

  static List<KnownRow> known(Db db) throws SQLException {
    return db.all(
        "SELECT patron, may_borrow, at, sum FROM known",
        row -> new KnownRow(row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4)));
  }

  /**
   * Every row, each as it was written and none missing.
   *
   * @throws Misfit if not
   */
  static Rows verified(Db db, Meta meta) throws SQLException, Misfit {
    Rows rows = new Rows(sections(db), places(db), known(db));
    for (SectionRow row : rows.sections()) {
      if (!row.isSound()) throw new Misfit("section " + row.name() + ": the sum is wrong");
    }
    for (PlaceRow row : rows.places()) {
      if (!row.isSound()) throw new Misfit("custody of " + row.tag() + ": the sum is wrong");
    }
    for (KnownRow row : rows.known()) {
      if (!row.isSound()) throw new Misfit("a known patron: the sum is wrong");
    }
    if (!Tally.of(rows.sectionSums().values()).equals(meta.sections())) {
      throw new Misfit("sections are missing");
    }
    if (!rows.placesTally().equals(meta.custody())) throw new Misfit("custody rows are missing");
    if (!rows.knownTally().equals(meta.known())) throw new Misfit("known patrons are missing");
    return rows;
  }

  /**
   * The station of these rows; what was never written is as in {@code fresh}.
   *
   * @throws Misfit if a row cannot be understood, as when a newer release has written it
   */
  static Kiosk kiosk(Rows rows, Kiosk fresh) throws Misfit {
    var parts = new TreeMap<String, Object>();
    for (SectionRow row : rows.sections()) parts.put(row.name(), part(row));
    return new Kiosk(
        fresh.plan(),
        (Station) parts.getOrDefault("station", fresh.station()),
        (Visits) parts.getOrDefault("visits", fresh.visits()),
        (Shelf) parts.getOrDefault("shelf", fresh.shelf()),
        custody(rows.places()),
        known(rows.known()),
        (Policy) parts.getOrDefault("policy", fresh.policy()),
        (Commands) parts.getOrDefault("commands", fresh.commands()),
        (Figures) parts.getOrDefault("figures", fresh.figures()),
        (Fittings) parts.getOrDefault("fittings", fresh.fittings()),
        fresh.devices(),
        fresh.outbox(),
        fresh.said());
  }

  private static Object part(SectionRow row) throws Misfit {
    for (Section section : SECTIONS) {
      if (section.id() == row.id()
          && section.name().equals(row.name())
          && section.oldest() <= row.format()
          && row.format() <= section.format()) {
        try {
          return section.shape().read(broughtUp(row, Json.decode(row.json())));
        } catch (Misfit misfit) {
          throw new Misfit("section " + row.name() + ": " + misfit.getMessage());
        }
      }
    }
    throw new Misfit("section " + row.name() + " in unknown format " + row.format());
  }

  /** What an older format had no word for is as it was then. */
  private static Tree broughtUp(SectionRow row, Tree tree) {
    if (!(tree instanceof Tree.Fields(Map<String, Tree> fields))) return tree;
    var all = new LinkedHashMap<>(fields);
    if (row.name().equals(STATION.name())) {
      if (row.format() < 2) all.put("emergency", new Tree.Text(Names.of(Emergency.NONE)));
      if (row.format() < 3) all.put("outboxFull", new Tree.Flag(false));
    } else if (row.name().equals(POLICY.name()) && row.format() < 2) {
      all.put("sorting", new Tree.Array(List.of()));
    }
    return new Tree.Fields(all);
  }

  /**
   * The same row, but where it is the shelf, with every door to be looked at and counted; empty
   * where it cannot be read.
   */
  static Optional<SectionRow> unseen(SectionRow row) {
    if (!row.name().equals("shelf")) return Optional.of(row);
    try {
      Shelf shelf = (Shelf) part(row);
      Shelf next = shelf;
      for (var door : shelf.doors().entrySet()) {
        var state = new DoorState.Unseen(door.getValue().state().openerNow(), false, 0);
        next = next.with(door.getKey(), door.getValue().in(state));
      }
      return Optional.of(changed(row, Json.encode(SHORT.of(Shelf.class).write(next))));
    } catch (Misfit unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The same row, but where it is the station, without the refusals that are open: they name
   * records of the journal before.
   */
  static SectionRow unrefused(SectionRow row) {
    if (!row.name().equals(STATION.name())) return row;
    try {
      Station station = (Station) part(row);
      if (station.refusals().isEmpty()) return row;
      String json = Json.encode(STATION.shape().write(station.refusing(List.of())));
      long sum = Sum.of(row.id(), row.name(), STATION.format(), json);
      return new SectionRow(row.id(), row.name(), STATION.format(), json, sum);
    } catch (Misfit unreadable) {
      return row;
    }
  }

  static boolean isOfCommands(SectionRow row) {
    return row.name().equals(COMMANDS.name());
  }

  /** A row as a commit would have written it. */
  static SectionRow rowOf(Commands commands) {
    String json = Json.encode(COMMANDS.shape().write(commands));
    long sum = Sum.of(COMMANDS.id(), COMMANDS.name(), COMMANDS.format(), json);
    return new SectionRow(COMMANDS.id(), COMMANDS.name(), COMMANDS.format(), json, sum);
  }

  /** The staff's keys, as far as the rules among these rows can be read. */
  static List<String> keysOfTheRules(List<SectionRow> rows) {
    for (SectionRow row : rows) {
      try {
        if (row.name().equals("policy")) return List.copyOf(((Policy) part(row)).keys().keySet());
      } catch (Misfit unreadable) {
        return List.of();
      }
    }
    return List.of();
  }

  private static SectionRow changed(SectionRow row, String json) {
    long sum = Sum.of(row.id(), row.name(), row.format(), json);
    return new SectionRow(row.id(), row.name(), row.format(), json, sum);
  }

  private static CustodyBook custody(List<PlaceRow> rows) throws Misfit {
    var places = new TreeMap<TagId, Custody>();
    for (PlaceRow row : rows) {
      TagId tag = (TagId) SHORT.of(TagId.class).read(new Tree.Text(row.tag()));
      Custody place = (Custody) SHORT.of(Custody.class).read(Json.decode(row.place()));
      if (places.put(tag, place) != null) throw new Misfit("item " + tag + " is in two places");
    }
    return new CustodyBook(places);
  }

  private static KnownPatrons known(List<KnownRow> rows) throws Misfit {
    var patrons = new TreeMap<PatronToken, KnownPatrons.Known>();
    for (KnownRow row : rows) {
      var patron = (PatronToken) SHORT.of(PatronToken.class).read(new Tree.Text(row.patron()));
      patrons.put(patron, new KnownPatrons.Known(row.mayBorrow(), row.at()));
    }
    return new KnownPatrons(patrons);
  }
}
