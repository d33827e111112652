package org.shuyi.sim.world;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Bolts whose coils have current only while the contact in their feed is closed, whatever the
 * board's own relays do: one that is held moves with the feed, as often as it comes.
 */
public final class FedBolts implements Bolts {
  private final Bolts bolts;
  private final LongSupplier clock;

  /** Until when the board's own relay of each channel is closed. */
  private final SortedMap<Integer, Long> held = new TreeMap<>();

  private boolean fed;

  /** Bolts behind a feed that is off. */
  public FedBolts(Bolts bolts, LongSupplier clock) {
    this.bolts = bolts;
    this.clock = clock;
  }

  /** The contact in the feed closes or opens. */
  public synchronized void feed(boolean on) {
    if (fed == on) return;
    fed = on;
    long now = clock.getAsLong();
    held.forEach(
        (channel, until) -> {
          if (until <= now) return;
          if (on) bolts.pull(channel, (int) Math.min(until - now, Integer.MAX_VALUE));
          else bolts.drop(channel);
        });
  }

  @Override
  public synchronized void pull(int channel, int millis) {
    boolean forEver = millis == Integer.MAX_VALUE;
    Long before = held.put(channel, forEver ? Long.MAX_VALUE : clock.getAsLong() + millis);
    boolean welded = forEver && before != null && before == Long.MAX_VALUE;
    if (fed && !welded) bolts.pull(channel, millis);
  }

  @Override
  public synchronized void drop(int channel) {
    held.remove(channel);
    if (fed) bolts.drop(channel);
  }

  @Override
  public boolean closed(int channel) {
    return bolts.closed(channel);
  }

  @Override
  public boolean occupied(int channel) {
    return bolts.occupied(channel);
  }
}
