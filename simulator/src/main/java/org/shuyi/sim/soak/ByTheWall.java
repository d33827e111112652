package org.shuyi.sim.soak;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.host.Hands;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Step;
import org.shuyi.sim.station.Telling;

/** A bug of {@link Plant}: the tick of a record is the calendar's, with all its jumps. */
final class ByTheWall extends Changed {
  @Override
  public Telling turn(Kiosk saved, Journal journal, Hands hands) {
    return new DatedTurn(saved, journal, hands);
  }

  /** What the product's turn does, each turn with a commit of its own. */
  private static final class DatedTurn implements Telling {
    private final Journal journal;
    private final Hands hands;
    private Kiosk committed;
    private Kiosk kiosk;
    private @Nullable Now first;

    DatedTurn(Kiosk saved, Journal journal, Hands hands) {
      this.journal = journal;
      this.hands = hands;
      this.committed = saved;
      this.kiosk = saved;
    }

    @Override
    public void tell(Event event, Now now) {
      Step step = kiosk.on(event, now);
      kiosk = step.next();
      Now stamp = dated(now);
      var facts = step.facts().stream().map(fact -> new StampedFact(fact, stamp)).toList();
      commit(facts, now);
      for (Effect effect : step.effects()) hands.act(effect, now);
      hands.turned(kiosk, committed.outbox().recorded());
    }

    private Now dated(Now now) {
      if (first == null) first = now;
      long since = Duration.between(first.wall(), now.wall()).toMillis();
      return new Now(Math.max(0, first.ticks() + since), now.wall(), now.trust());
    }

    private void commit(List<StampedFact> facts, Now now) {
      if (facts.isEmpty() && kiosk.savesTheSameAs(committed)) return;
      journal.commit(facts, committed, kiosk, now);
      committed = kiosk;
    }

    @Override
    public void timePassed(Now now) {}

    @Override
    public void flush(Now now) {
      commit(List.of(), now);
    }

    @Override
    public Kiosk kiosk() {
      return kiosk;
    }

    @Override
    public long wakeAt() {
      return kiosk.wakeAt();
    }
  }
}
