package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the saved state in a damaged journal, each proven by its sum. Where a table's tree is
 * broken, rows that were given up long ago may turn up beside the present ones: what is there twice
 * is not believed at all.
 *
 * @param owner whose journal it is, or empty where that is not known
 * @param meta where the journal itself stood
 * @param newest whether no later row of the journal can have been lost, with its log or its page
 * @param whole whether every row is there, as the journal's own row counts them
 */
record SalvagedState(
    String owner, Optional<Meta> meta, boolean newest, State.Rows rows, boolean whole) {
  /** In the order in which {@code schema.sql} creates them, from page 2 on. */
  static final int SECTION_ROOT = 3;

  static final int CUSTODY_ROOT = 4;
  static final int KNOWN_ROOT = 5;

  static SalvagedState of(RawFile file) throws IOException {
    var reading = new Reading(file);
    List<State.SectionRow> sections = reading.table(SECTION_ROOT, SalvagedState::section);
    List<State.PlaceRow> places = reading.table(CUSTODY_ROOT, SalvagedState::place);
    List<State.KnownRow> known = reading.table(KNOWN_ROOT, SalvagedState::known);
    Optional<Meta> meta = newest(sections);
    var rows =
        new State.Rows(
            unique(sections.stream().filter(SalvagedState::isOfState).toList(), r -> r.id()),
            unique(places, State.PlaceRow::tag),
            unique(known, State.KnownRow::patron));
    boolean newest = reading.treesHold && file.logIsWhole();
    boolean whole =
        newest
            && meta.isPresent()
            && Meta.Tally.of(rows.sectionSums().values()).equals(meta.get().sections())
            && rows.placesTally().equals(meta.get().custody())
            && rows.knownTally().equals(meta.get().known());
    String owner =
        sections.stream().map(Owner::of).filter(name -> !name.isEmpty()).findFirst().orElse("");
    return new SalvagedState(owner, meta, newest, rows, whole);
  }

  private static boolean isOfState(State.SectionRow row) {
    return row.id() != Meta.ID && row.id() != Owner.ID;
  }

  /** Pages of tables: those that the tree leads to, and where it is broken, those of nobody. */
  private static final class Reading {
    private final RawFile file;
    private final Carved carved;
    private final BitSet claimed;
    private boolean treesHold = true;

    Reading(RawFile file) throws IOException {
      this.file = file;
      carved = new Carved(file);
      claimed = file.free();
    }

    <T> List<T> table(int root, Function<Carved.Row, @Nullable T> reader) throws IOException {
      var pages = new BitSet();
      if (!carved.walk(root, pages)) {
        treesHold = false;
        pages.set(2, Math.max(2, file.pages() + 1));
        pages.andNot(claimed);
      }
      var rows = new ArrayList<T>();
      for (int number : pages.stream().toArray()) {
        Optional<ByteBuffer> page = file.page(number);
        if (page.isEmpty()) continue;
        int before = rows.size();
        for (Carved.Row row : carved.rows(page.get())) {
          T read = reader.apply(row);
          if (read != null) rows.add(read);
        }
        if (rows.size() > before) claimed.set(number);
      }
      return rows;
    }
  }

  private static State.@Nullable SectionRow section(Carved.Row row) {
    if (row.columns().size() == 5
        && row.column(1) instanceof String name
        && row.column(2) instanceof Long format
        && row.column(4) instanceof Long sum) {
      String json =
          row.column(3) instanceof byte[] pressed
              ? Pressed.json(pressed)
              : String.valueOf(row.column(3));
      var section = new State.SectionRow(row.id(), name, format.intValue(), json, sum);
      if (section.isSound()) return section;
    }
    return null;
  }

  private static State.@Nullable PlaceRow place(Carved.Row row) {
    if (row.columns().size() == 4
        && row.column(0) instanceof String door
        && row.column(1) instanceof String tag
        && row.column(2) instanceof String json
        && row.column(3) instanceof Long sum) {
      var place = new State.PlaceRow(door, tag, json, sum);
      if (place.isSound()) return place;
    }
    return null;
  }

  private static State.@Nullable KnownRow known(Carved.Row row) {
    if (row.columns().size() == 4
        && row.column(0) instanceof String patron
        && row.column(1) instanceof Long mayBorrow
        && row.column(2) instanceof Long at
        && row.column(3) instanceof Long sum) {
      var known = new State.KnownRow(patron, mayBorrow.intValue(), at, sum);
      if (known.isSound()) return known;
    }
    return null;
  }

  /** Of the journal's own row any version tells the epoch; the newest tells most. */
  private static Optional<Meta> newest(List<State.SectionRow> sections) {
    @Nullable Meta newest = null;
    for (State.SectionRow row : sections) {
      if (row.id() != Meta.ID) continue;
      try {
        Meta meta = Meta.of(row);
        if (newest == null || meta.ticks() >= newest.ticks()) newest = meta;
      } catch (Misfit anotherFormat) {
        // A row that a later release wrote tells us nothing.
      }
    }
    return Optional.ofNullable(newest);
  }

  private static <T> List<T> unique(List<T> rows, Function<T, Object> key) {
    var once = new TreeMap<String, T>();
    Set<String> twice = new HashSet<>();
    for (T row : rows) {
      String name = key.apply(row).toString();
      T other = once.putIfAbsent(name, row);
      if (other != null && !other.equals(row)) twice.add(name);
    }
    once.keySet().removeAll(twice);
    return List.copyOf(once.values());
  }
}
