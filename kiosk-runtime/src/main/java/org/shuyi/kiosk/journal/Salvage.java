package org.shuyi.kiosk.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.trust.Octets;

/**
 * What a damaged journal still tells: where its chain ended, and every row of the state whose sum
 * is right. A section that is lost is as on the first day; what lay on the shelves is counted
 * again.
 *
 * @param epoch hex, or empty where it is not known
 * @param hash hex of the last record's hash, or empty
 * @param ticks from which station time goes on, since deadlines in the state are told in it
 */
record Salvage(String epoch, String hash, long ticks, long wallFloor, State.Rows rows) {

  /** After no journal at all. */
  static final Salvage NOTHING =
      new Salvage("", "", 0, 0, new State.Rows(List.of(), List.of(), List.of()));

  /** A part of the damaged file. */
  private interface Part<T> {
    T read() throws SQLException, Misfit;
  }

  static Salvage of(Db db) {
    Optional<Meta> meta = attempt(() -> Meta.read(db));
    long recorded =
        attempt(() -> Records.last(db, 1)).orElse(List.of()).stream()
            .mapToLong(JournalRecord::ticks)
            .findFirst()
            .orElse(0);
    return new Salvage(
        meta.map(Meta::epoch).map(Octets::hex).orElse(""),
        meta.map(m -> m.chain().hash().hex()).orElse(""),
        meta.map(Meta::ticks).orElse(recorded),
        meta.map(Meta::wallFloor).orElse(0L),
        new State.Rows(
            attempt(() -> State.sections(db)).orElse(List.of()).stream()
                .filter(State.SectionRow::isSound)
                .toList(),
            attempt(() -> State.places(db)).orElse(List.of()).stream()
                .filter(State.PlaceRow::isSound)
                .toList(),
            attempt(() -> State.known(db)).orElse(List.of()).stream()
                .filter(State.KnownRow::isSound)
                .toList()));
  }

  private static <T> Optional<T> attempt(Part<T> part) {
    try {
      return Optional.of(part.read());
    } catch (SQLException | Misfit damaged) {
      return Optional.empty();
    }
  }

  /** Puts the rows into a new journal; answers its meta with what they add up to. */
  Meta into(Db db, Meta meta) throws SQLException {
    for (State.SectionRow row : rows.sections()) {
      State.putSection(db, row.id(), row.name(), row.format(), row.json());
    }
    for (State.PlaceRow row : rows.places()) {
      State.putPlace(db, row.door(), row.tag(), row.place());
    }
    for (State.KnownRow row : rows.known()) {
      State.putKnown(db, row.patron(), row.mayBorrow(), row.at());
    }
    return meta.at(ticks, wallFloor)
        .holding(Meta.Tally.of(rows.sectionSums().values()), rows.placesTally(), rows.knownTally());
  }
}
