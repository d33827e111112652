package org.shuyi.devices.lock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.devices.Driver;
import org.shuyi.devices.lock.LockNotice.Pulled;

/**
 * Holds bolts back: at most so many at once, each with its cool-down, none after waiting too long.
 * Each Open that comes in gets exactly one {@link Pulled}, from here or from whoever sent it.
 */
public final class Pulls {
  /** A bolt that moves later than this after it was asked for surprises the person at the door. */
  private static final long LONGEST_WAIT_MILLIS = 2_000;

  private final BoardConfig config;
  private boolean proven;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  /** Channel to the time when its pulse has certainly ended. */
  private final SortedMap<Integer, Long> pulledUntil = new TreeMap<>();

  /** Until then no bolt is pulled, whoever waits: their supply rests. */
  private long heldUntil = Long.MIN_VALUE;

  private record Waiting(LockCommand.Open open, long until) {
    int channel() {
      return open.channel();
    }
  }

  public Pulls(BoardConfig config) {
    this.config = config;
    this.proven = config.polarity() != Polarity.UNPROVEN;
  }

  /** A person has proven the board at the door. */
  void prove() {
    proven = true;
  }

  /**
   * Takes an Open in, or says why not.
   *
   * @param at when it was asked for; what it has waited since then counts
   */
  public Optional<Pulled> want(LockCommand.Open open, long at, long now) {
    Optional<String> objection = late(at, now).or(() -> objection(open, now));
    if (objection.isPresent()) {
      return Optional.of(new Pulled(open.channel(), Pull.REFUSED, objection.get()));
    }
    waiting.add(new Waiting(open, at + LONGEST_WAIT_MILLIS));
    return Optional.empty();
  }

  /** The bolt that is to be pulled now, if one waits and may; it counts as pulled. */
  public Optional<LockCommand.Open> next(long now) {
    if (waiting.isEmpty() || now < heldUntil || moving(now) >= config.atOnce()) {
      return Optional.empty();
    }
    LockCommand.Open open = waiting.remove().open();
    pulledFrom(open.channel(), now);
    return Optional.of(open);
  }

  /** Its pulse begins now, and not when it was its turn. */
  void pulledFrom(int channel, long now) {
    pulledUntil.put(channel, now + config.pulse().toMillis());
  }

  /** It was its turn, and nothing was sent. */
  void notPulled(int channel) {
    pulledUntil.remove(channel);
  }

  /** Its pulse is over before its time. */
  void dropped(int channel, long now) {
    pulledUntil.computeIfPresent(channel, (same, end) -> Math.min(end, now));
  }

  /** No bolt is pulled before this. */
  void hold(long until) {
    heldUntil = Math.max(heldUntil, until);
  }

  /** Those that waited too long for others. */
  public List<Pulled> expired(long now) {
    var refused = new ArrayList<Pulled>();
    while (!waiting.isEmpty() && now >= waiting.element().until()) {
      refused.add(refused(waiting.remove().channel(), "other bolts were moving for 2 s"));
    }
    return refused;
  }

  /** None of those that wait will be sent. */
  public List<Pulled> giveUp(String why) {
    var refused = new ArrayList<Pulled>();
    while (!waiting.isEmpty()) refused.add(refused(waiting.remove().channel(), why));
    return refused;
  }

  /** When {@link #next} or {@link #expired} may have something to say. */
  public long wakeAt(long now) {
    if (waiting.isEmpty()) return Driver.NEVER;
    if (now < heldUntil) return Math.min(heldUntil, waiting.element().until());
    if (moving(now) < config.atOnce()) return now;
    long free =
        pulledUntil.values().stream().filter(end -> end > now).sorted().findFirst().orElse(now);
    return Math.min(free, waiting.element().until());
  }

  private static Optional<String> late(long at, long now) {
    return now - at < LONGEST_WAIT_MILLIS
        ? Optional.empty()
        : Optional.of("it came %d ms after it was asked for".formatted(now - at));
  }

  private Optional<String> objection(LockCommand.Open open, long now) {
    int channel = open.channel();
    if (channel < 1 || channel > config.channels()) {
      return Optional.of(
          "no channel %d: this board has 1 to %d".formatted(channel, config.channels()));
    }
    if (!proven) {
      return Optional.of("polarity is not proven: set polarity after the test at the door");
    }
    if (open.atMost().compareTo(config.pulse()) < 0) {
      return Optional.of(
          "the board holds a bolt for %d ms, longer than the %d ms allowed"
              .formatted(config.pulse().toMillis(), open.atMost().toMillis()));
    }
    long needed = config.pulse().plus(BoltSupply.LEAD).toMillis();
    if (config.supplied() && open.atMost().toMillis() < needed) {
      return Optional.of(
          "a pulse and the coming of its supply take %d ms, longer than the %d ms allowed"
              .formatted(needed, open.atMost().toMillis()));
    }
    if (waiting.stream().anyMatch(other -> other.channel() == channel)) {
      return Optional.of("channel %d is already waiting to be pulled".formatted(channel));
    }
    long rested =
        pulledUntil.getOrDefault(channel, Long.MIN_VALUE / 2) + config.coolDown().toMillis();
    if (now < rested) {
      return Optional.of(
          "channel %d cools down for another %d ms".formatted(channel, rested - now));
    }
    return Optional.empty();
  }

  private long moving(long now) {
    return pulledUntil.values().stream().filter(end -> now < end).count();
  }

  private static Pulled refused(int channel, String why) {
    return new Pulled(channel, Pull.REFUSED, why);
  }
}
