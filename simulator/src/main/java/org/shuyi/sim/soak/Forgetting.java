package org.shuyi.sim.soak;

import java.util.List;
import java.util.function.UnaryOperator;
import org.shuyi.kiosk.host.Hands;
import org.shuyi.kiosk.host.Turn;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Station;
import org.shuyi.kiosk.kernel.command.Commands;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.sim.station.Telling;

/** A bug of {@link Plant}: each new life leaves something of the saved state behind. */
final class Forgetting extends Changed {
  private final UnaryOperator<Kiosk> forget;

  Forgetting(UnaryOperator<Kiosk> forget) {
    this.forget = forget;
  }

  @Override
  public Telling turn(Kiosk saved, Journal journal, Hands hands) {
    return new ForgetfulTurn(saved, forget.apply(saved), journal, hands);
  }

  static Kiosk suspects(Kiosk saved) {
    CustodyBook custody = saved.custody();
    for (var place : saved.custody().places().entrySet()) {
      if (place.getValue() instanceof Custody.Suspect) custody = custody.without(place.getKey());
    }
    return with(saved, saved.station(), custody, saved.commands());
  }

  static Kiosk emergency(Kiosk saved) {
    return with(saved, saved.station().in(Emergency.NONE), saved.custody(), saved.commands());
  }

  static Kiosk centre(Kiosk saved) {
    var ended =
        saved.commands().standing().stream().filter(one -> one.answer().stage().ends()).toList();
    var commands = new Commands(ended, saved.commands().windows(), saved.commands().refused());
    return with(saved, saved.station().refusing(List.of()), saved.custody(), commands);
  }

  private static Kiosk with(Kiosk saved, Station station, CustodyBook custody, Commands commands) {
    return saved.with(station).with(custody).with(commands);
  }

  /** The product's turn over a state that was made durable with less in it. */
  private static final class ForgetfulTurn implements Telling {
    private final Kiosk saved;
    private final Kiosk left;
    private final Journal journal;
    private final Telling product;
    private boolean forgotten;

    ForgetfulTurn(Kiosk saved, Kiosk left, Journal journal, Hands hands) {
      this.saved = saved;
      this.left = left;
      this.journal = journal;
      this.product = Telling.of(new Turn(left, journal, hands));
    }

    private void forget(Now now) {
      if (!forgotten) journal.commit(List.of(), saved, left, now);
      forgotten = true;
    }

    @Override
    public void tell(Event event, Now now) {
      forget(now);
      product.tell(event, now);
    }

    @Override
    public void timePassed(Now now) {
      forget(now);
      product.timePassed(now);
    }

    @Override
    public void flush(Now now) {
      forget(now);
      product.flush(now);
    }

    @Override
    public Kiosk kiosk() {
      return product.kiosk();
    }

    @Override
    public long wakeAt() {
      return product.wakeAt();
    }
  }
}
