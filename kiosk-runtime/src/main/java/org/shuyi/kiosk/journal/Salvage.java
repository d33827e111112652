package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * What a damaged journal still tells, put into the one that follows it: every row of the state
 * whose sum is right, and every record that the centre may not have, as a record of a record. What
 * is lost is said by number.
 *
 * <p>A section that is lost is as on the first day. Where anything of the state is missing, every
 * shelf is counted again.
 */
final class Salvage {
  /** A record in a record may not be longer than the centre takes one. */
  private static final int LONGEST = 2_900;

  private final SalvagedState state;
  private final SalvagedRecords records;
  private final boolean recount;
  private final long centreHas;

  private Salvage(SalvagedState state, SalvagedRecords records, boolean recount, long centreHas) {
    this.state = state;
    this.records = records;
    this.recount = recount;
    this.centreHas = centreHas;
  }

  /**
   * @param recount whether the state is of the past, so that every shelf is to be counted
   * @param centreHas a record that the centre has although we may not, or 0
   */
  static Salvage of(RawFile file, boolean recount, long centreHas) throws IOException {
    return new Salvage(SalvagedState.of(file), SalvagedRecords.of(file), recount, centreHas);
  }

  /** Whose journal it was, or empty where that is not known. */
  String owner() {
    return state.owner();
  }

  private String epoch() {
    return state.meta().map(Meta::epoch).map(Octets::hex).orElse("");
  }

  /**
   * Writes the beginning of the next journal.
   *
   * @param fresh the new journal's row, with its new epoch
   * @param began when, as the records that are written say
   * @return the row as it has to be written
   */
  Meta into(Db db, Meta fresh, Now began) throws SQLException, IOException {
    State.Rows rows = rows();
    for (State.SectionRow row : rows.sections()) {
      State.putSection(db, row.id(), row.name(), row.format(), row.json());
    }
    for (State.PlaceRow row : rows.places()) {
      State.putPlace(db, row.door(), row.tag(), row.place());
    }
    for (State.KnownRow row : rows.known()) {
      State.putKnown(db, row.patron(), row.mayBorrow(), row.at());
    }
    End end = end();
    long floor = state.meta().map(Meta::wallFloor).orElse(0L);
    var now = new Now(end.ticks(), began.wall(), began.trust());
    Chain chain = forward(db, end.chain(), now);
    return fresh
        .at(end.ticks(), floor)
        .recorded(chain, 0)
        .holding(Meta.Tally.of(rows.sectionSums().values()), rows.placesTally(), rows.knownTally());
  }

  private State.Rows rows() throws SQLException, IOException {
    boolean counted = state.whole() && !recount;
    var sections = new ArrayList<State.SectionRow>();
    for (State.SectionRow row : state.rows().sections()) {
      State.SectionRow next = State.unrefused(row);
      if (counted) sections.add(next);
      else State.unseen(next).ifPresent(sections::add);
    }
    if (!state.whole() && sections.stream().noneMatch(State::isOfCommands)) {
      List<String> keys = State.keysOfTheRules(sections);
      sections.add(State.rowOf(UsedNumbers.in(records, keys, lastRecord())));
    }
    return new State.Rows(sections, state.rows().places(), state.rows().known());
  }

  /** The first record of the new journal, and those of the old one that may be owed. */
  private Chain forward(Db db, Optional<Chain> last, Now now) throws SQLException, IOException {
    var writing = new Writing(db, now);
    long applied = state.meta().map(Meta::applied).orElse(0L);
    writing.began(last);
    records.after(applied, lastRecord(), writing);
    return writing.chain;
  }

  /** The number of the last record that was ever written, where it is known. */
  private Optional<Long> lastRecord() {
    return state
        .meta()
        .filter(meta -> state.newest())
        .map(meta -> Math.max(meta.chain().seq(), centreHas));
  }

  /** Where the journal stood: by its own row, or by the last record that is proven. */
  private End end() throws SQLException, IOException {
    Optional<Meta> meta = state.meta();
    if (meta.isPresent()) return new End(Optional.of(meta.get().chain()), meta.get().ticks());
    var time = new Time();
    return new End(records.after(0, Optional.empty(), time), time.latest);
  }

  /**
   * @param ticks from which station time goes on, since deadlines in the state are told in it
   */
  private record End(Optional<Chain> chain, long ticks) {}

  private static final class Time implements SalvagedRecords.Taker {
    private long latest;

    @Override
    public void proven(Chain at, Octets bytes) {
      latest = Math.max(latest, FactCodec.head(bytes.toArray()).ticks());
    }

    @Override
    public void lost(long from, long through) {}
  }

  /** Each finding as a fact of the new journal. */
  private final class Writing implements SalvagedRecords.Taker {
    private final Db db;
    private final Now now;
    private Chain chain = Chain.START;

    Writing(Db db, Now now) {
      this.db = db;
      this.now = now;
    }

    void began(Optional<Chain> end) throws SQLException {
      String hash = end.map(Chain::hash).map(Octets::hex).orElse("");
      append(new StationFact.JournalBegan(epoch(), hash));
    }

    @Override
    public void proven(Chain at, Octets record) throws SQLException {
      byte[] bytes = record.toArray();
      // One that was salvaged before keeps the name that it was given then.
      if (FactCodec.decode(bytes) instanceof Decoded.Understood(StampedFact(var fact, var then))
          && (fact instanceof StationFact.RecordSalvaged
              || fact instanceof StationFact.RecordsLost)) {
        append((StationFact) fact);
      } else if (bytes.length > LONGEST) {
        lost(at.seq(), at.seq());
      } else {
        String text = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        append(new StationFact.RecordSalvaged(epoch(), at.seq(), at.hash().hex(), text));
      }
    }

    @Override
    public void lost(long from, long through) throws SQLException {
      append(new StationFact.RecordsLost(epoch(), from, through));
    }

    private void append(StationFact fact) throws SQLException {
      chain = Records.append(db, chain, new StampedFact(fact, now));
    }
  }
}
