package org.shuyi.sim.station;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Bolts;
import org.shuyi.sim.world.FedBolts;
import org.shuyi.sim.world.Terminals;
import org.shuyi.sim.world.World;

/**
 * The relay in the feed of a board's bolts with its mirror contact: its coil hangs at a pin, and at
 * the last relay of another board, of which the station uses one.
 */
final class Feed {
  static final int PIN = 7;
  static final int OFF = 8;
  static final int CHANNEL = 8;

  /** What its mirror contact is called in the world: open while the relay is drawn. */
  static final String CONTACT = "supply";

  private final World world;
  private final VirtualTime time;
  private final List<FedBolts> fed = new ArrayList<>();
  private final VirtualTime.Alarm end;
  private boolean coil;
  private boolean closed;

  /** Its coil is burnt: it closes no more. */
  boolean dead;

  /** Its contacts are welded: once closed it does not open. */
  boolean welded;

  Feed(World world, VirtualTime time) {
    this.world = world;
    this.time = time;
    this.end = time.alarm(() -> drive(false));
  }

  /** Bolts that have current only through it. */
  Bolts of(Bolts bolts) {
    var behind = new FedBolts(bolts, time::now);
    fed.add(behind);
    return behind;
  }

  Terminals terminals(Terminals others) {
    return new Terminals() {
      @Override
      public void drive(int pin, boolean high) {
        if (pin == PIN) Feed.this.drive(high);
        else others.drive(pin, high);
      }

      @Override
      public boolean high(int pin) {
        return others.high(pin);
      }
    };
  }

  /** The terminals of a relay board, of which the last drives the coil. */
  Bolts beside(Bolts others) {
    return new Bolts() {
      @Override
      public void pull(int channel, int millis) {
        if (channel != CHANNEL) {
          others.pull(channel, millis);
          return;
        }
        drive(true);
        end.set(millis == Fault.FOR_EVER ? VirtualTime.NEVER : time.now() + millis);
      }

      @Override
      public void drop(int channel) {
        if (channel == CHANNEL) drive(false);
        else others.drop(channel);
      }

      @Override
      public boolean closed(int channel) {
        return channel == CHANNEL ? !closed : others.closed(channel);
      }

      @Override
      public boolean occupied(int channel) {
        return others.occupied(channel);
      }
    };
  }

  private void drive(boolean high) {
    coil = high;
    boolean next = coil ? closed || !dead : closed && welded;
    if (next == closed) return;
    closed = next;
    fed.forEach(bolts -> bolts.feed(closed));
    world.contact(CONTACT, closed);
  }
}
