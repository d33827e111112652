package org.shuyi.sim.crash;

import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.Life;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * Where a journal stands after one commit, all of it: no two commits of a run have the same.
 *
 * @param epoch of the journal
 * @param chain at the last record; its hash stands for every record before
 * @param applied how far the centre had applied records
 * @param ticks station time of the commit
 * @param boots how many lives had begun
 * @param state a hash of everything of the station that is saved, see {@link Prints}
 * @param ended why the last life ended in order, or empty
 */
record Mark(
    Octets epoch, Chain chain, long applied, long ticks, long boots, Octets state, String ended) {
  private static final String ORDERED = "ordered: ";
  private static final int FIELDS = 8;

  /** No journal yet. */
  static final Mark NOTHING = new Mark(Octets.EMPTY, Chain.START, 0, 0, 0, Octets.EMPTY, "");

  /** A journal that was made just now. */
  static Mark created(Journal journal, Octets state) {
    return new Mark(journal.epoch(), chain(journal), 0, 0, 0, state, "");
  }

  /** A journal that was opened and loaded, and has then begun a life, before that life. */
  static Mark before(Life life, Octets epoch, Chain chain, long applied, Octets state) {
    String ended = life.why().startsWith(ORDERED) ? life.why().substring(ORDERED.length()) : "";
    return new Mark(epoch, chain, applied, life.ticks(), life.boot() - 1, state, ended);
  }

  static Chain chain(Journal journal) {
    long seq = journal.lastSeq();
    return new Chain(seq, journal.hashAt(seq));
  }

  /** The next commit of a life, as the kernel decided it. */
  Mark then(Chain next, long nowApplied, long now, Octets nowState) {
    return new Mark(epoch, next, nowApplied, now, boots, nowState, "");
  }

  Mark begun() {
    return new Mark(epoch, chain, applied, ticks, boots + 1, state, "");
  }

  Mark ended(String why, long now) {
    return new Mark(epoch, chain, applied, now, boots, state, why);
  }

  /** Whether a journal that has this would commit anything to come to the other. */
  boolean savesTheSameAs(Mark other) {
    return chain.equals(other.chain) && applied == other.applied && state.equals(other.state);
  }

  /** One line, read by {@link #parse}. */
  String line() {
    return "%s %d %s %d %d %d %s %s"
        .formatted(
            epoch.hex(),
            chain.seq(),
            chain.hash().hex(),
            applied,
            ticks,
            boots,
            state.hex(),
            ended.isEmpty() ? "-" : ended);
  }

  static Mark parse(String line) {
    String[] fields = line.split(" ", FIELDS);
    return new Mark(
        Octets.ofHex(fields[0]),
        new Chain(Long.parseLong(fields[1]), Octets.ofHex(fields[2])),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[4]),
        Long.parseLong(fields[5]),
        Octets.ofHex(fields[6]),
        fields[7].equals("-") ? "" : fields[7]);
  }

  /** For a person. */
  @Override
  public String toString() {
    return "record %d (applied %d, tick %d, boot %d, state %s%s)"
        .formatted(
            chain.seq(),
            applied,
            ticks,
            boots,
            state.hex().substring(0, 8),
            ended.isEmpty() ? "" : ", ended: " + ended);
  }
}
