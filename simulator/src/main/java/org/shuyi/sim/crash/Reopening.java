package org.shuyi.sim.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.shuyi.kiosk.host.Hands;
import org.shuyi.kiosk.host.Turn;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.JournalFailed;
import org.shuyi.kiosk.journal.Life;
import org.shuyi.kiosk.journal.Soundness;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.sim.crash.Verdict.Broken;
import org.shuyi.sim.crash.Verdict.Kept;
import org.shuyi.sim.crash.Verdict.Kind;

/**
 * The station's first minute after a power cut: the product opens what is left, and must stand
 * exactly after one of the run's commits, and go on.
 */
final class Reopening {
  private static final long CHANCE = 7;
  private static final Octets FRESH = fresh();
  private static final Instant LATER = Instant.parse("2026-03-09T08:00:00Z");

  private static final Hands IDLE =
      new Hands() {
        @Override
        public void act(Effect effect, Now now) {}

        @Override
        public void turned(Kiosk kiosk, long committed) {}
      };

  private final Path folder;
  private final Map<Mark, Integer> commits = new HashMap<>();
  private final Prints prints = new Prints();

  /**
   * @param folder for one state at a time; its files are overwritten
   */
  Reopening(Path folder, List<Mark> run) {
    this.folder = folder;
    commits.put(Mark.NOTHING, 0);
    for (int i = 0; i < run.size(); i++) commits.put(run.get(i), i + 1);
    if (commits.size() != run.size() + 1) {
      throw new IllegalArgumentException("two commits of the run cannot be told apart");
    }
  }

  /**
   * Opens a state.
   *
   * @param thoroughly whether the journal is opened once more after it went on, and verified whole
   */
  Verdict of(CrashState state, boolean thoroughly) throws IOException {
    state.writeTo(folder);
    try {
      return opened(thoroughly);
    } catch (JournalFailed refused) {
      return new Broken(Kind.REFUSED, String.valueOf(refused.getMessage()));
    }
  }

  private Verdict opened(boolean thoroughly) {
    Path file = folder.resolve("journal.db");
    Kept kept;
    Chain end;
    try (Journal journal = open(file)) {
      Octets epoch = journal.epoch();
      Chain chain = Mark.chain(journal);
      long applied = journal.applied();
      Kiosk saved = TracedLife.loaded(journal);
      Life life = journal.begin();
      if (!life.setAside().isEmpty()) {
        return new Broken(
            Kind.REFUSED, "put aside: " + Journal.quarantined(file).getFirst().reason());
      }
      Mark found = Mark.before(life, epoch, chain, applied, prints.of(saved));
      Integer commit = commits.get(epoch.equals(FRESH) ? Mark.NOTHING : found);
      if (commit == null) return new Broken(Kind.INVENTED, "no commit of the run: " + found);
      kept = new Kept(commit);
      end = goOn(journal, life, saved);
      if (end.seq() <= chain.seq()) {
        return new Broken(Kind.STUCK, "no record after record " + chain.seq());
      }
    }
    return thoroughly ? onceMore(file, end, kept) : kept;
  }

  private static Journal open(Path file) {
    return Journal.open(file, new SplittableRandom(CHANCE), LATER);
  }

  /** The first turn of a life, which commits. */
  private static Chain goOn(Journal journal, Life life, Kiosk saved) {
    var now = new Now(life.ticks() + 1, LATER, Now.ClockTrust.UNTRUSTED);
    new Turn(saved, journal, IDLE).tell(new TimeEvent.Restarted(life.boot(), life.why()), now);
    return Mark.chain(journal);
  }

  private static Verdict onceMore(Path file, Chain end, Kept kept) {
    try (Journal journal = open(file)) {
      Soundness sound = journal.verifyAll();
      boolean whole = sound.equals(new Soundness.Sound(end.seq()));
      if (whole && Mark.chain(journal).equals(end)) return kept;
      return new Broken(Kind.STUCK, "went on to %s, then %s".formatted(end, sound));
    }
  }

  /** The epoch of a journal that was begun anew: with no record of the run. */
  private static Octets fresh() {
    var drawn = new byte[8];
    new SplittableRandom(CHANCE).nextBytes(drawn);
    return Octets.of(drawn);
  }
}
