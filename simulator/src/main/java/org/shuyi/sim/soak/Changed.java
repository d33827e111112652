package org.shuyi.sim.soak;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.shuyi.kiosk.centre.Backlog;
import org.shuyi.kiosk.host.Hands;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.sim.station.Assembly;
import org.shuyi.sim.station.Telling;

/** The product, of which one part is changed. */
abstract class Changed implements Assembly {
  @Override
  public Telling turn(Kiosk saved, Journal journal, Hands hands) {
    return PRODUCT.turn(saved, journal, hands);
  }

  @Override
  public Hands hands(Hands product) {
    return product;
  }

  @Override
  public Backlog backlog(Journal journal, BiConsumer<String, Long> disowned) {
    return PRODUCT.backlog(journal, disowned);
  }

  @Override
  public Optional<Event> heard(Event event) {
    return Optional.of(event);
  }

  /** What becomes of an effect. */
  interface Change {
    Effect of(Effect effect, Now decided);
  }

  /** Hands that do something else. */
  static Hands acting(Hands product, Change change) {
    return new Hands() {
      @Override
      public void act(Effect effect, Now now) {
        product.act(change.of(effect, now), now);
      }

      @Override
      public void turned(Kiosk kiosk, long committed) {
        product.turned(kiosk, committed);
      }
    };
  }

  /** A backlog that tells something else of what the centre has, or of what there is. */
  static class TellingBacklog implements Backlog {
    private final Backlog product;

    TellingBacklog(Backlog product) {
      this.product = product;
    }

    @Override
    public Octets epoch() {
      return product.epoch();
    }

    @Override
    public long lastSeq() {
      return product.lastSeq();
    }

    @Override
    public long applied() {
      return product.applied();
    }

    @Override
    public Octets hashAt(long seq) {
      return product.hashAt(seq);
    }

    @Override
    public List<Octets> records(long fromSeq, int most) {
      return product.records(fromSeq, most);
    }

    @Override
    public Optional<TagId> arrived(long seq) {
      return product.arrived(seq);
    }

    @Override
    public void disowned(String why, long centreHas) {
      product.disowned(why, centreHas);
    }
  }
}
