package org.shuyi.sim.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;

/** The faults that a device has now, and the seeded chance by which they strike. */
public final class Faults {
  private final List<Fault> present = new ArrayList<>();
  private final Random random;
  private Consumer<Class<? extends Fault>> watcher = kind -> {};

  Faults(long seed) {
    random = new Random(seed);
  }

  /**
   * Is told from now on of each time that a fault does something, and does not only lie in wait.
   */
  public void watch(Consumer<Class<? extends Fault>> other) {
    watcher = other;
  }

  public void add(Fault fault) {
    present.add(fault);
  }

  /** Ends every fault of this kind. */
  public void end(Class<? extends Fault> kind) {
    present.removeIf(kind::isInstance);
  }

  /** The device is well again. */
  public void heal() {
    present.clear();
  }

  public List<Fault> present() {
    return List.copyOf(present);
  }

  boolean none() {
    return present.isEmpty();
  }

  /** Asked where it then does what it does. */
  boolean has(Class<? extends Fault> kind) {
    return first(kind) != null;
  }

  /** The oldest fault of this kind, if there is one; asked where it then does what it does. */
  <F extends Fault> @Nullable F first(Class<F> kind) {
    F found = find(kind);
    if (found != null) watcher.accept(kind);
    return found;
  }

  private <F extends Fault> @Nullable F find(Class<F> kind) {
    for (int i = 0; i < present.size(); i++) {
      if (kind.isInstance(present.get(i))) return kind.cast(present.get(i));
    }
    return null;
  }

  <F extends Fault> List<F> all(Class<F> kind) {
    if (find(kind) == null) return List.of();
    return present.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** One answer fewer to lose; whether this one is lost. */
  boolean losesAnswer() {
    var mute = find(Fault.Mute.class);
    return mute != null && spend(mute, mute.answers(), m -> new Fault.Mute(m.answers() - 1));
  }

  /** How much later this answer comes than it should, in milliseconds. */
  int lateBy() {
    var late = find(Fault.Late.class);
    if (late == null) return 0;
    spend(late, late.answers(), l -> new Fault.Late(l.millis(), l.answers() - 1));
    return late.millis();
  }

  /** Whether a round of inventory does not find this tag. */
  boolean misses(Bytes uid) {
    for (var missed : all(Fault.Missed.class)) {
      if (missed.uid().equals(uid)) {
        return spend(missed, missed.rounds(), m -> new Fault.Missed(uid, m.rounds() - 1));
      }
    }
    var chance = find(Fault.MissedByChance.class);
    return chance != null && did(Fault.MissedByChance.class, strikes(chance.perMille()));
  }

  /** The tags that this round of inventory finds although they are not there. */
  List<Fault.Ghost> ghosts() {
    var ghosts = all(Fault.Ghost.class);
    for (var ghost : ghosts) {
      spend(ghost, ghost.rounds(), g -> new Fault.Ghost(g.uid(), g.dsfid(), g.rounds() - 1));
    }
    return ghosts;
  }

  /** Whether this write fails. */
  boolean failsWrite(Bytes uid) {
    for (var failing : all(Fault.WriteFails.class)) {
      if (failing.uid().equals(uid)) {
        return spend(failing, failing.writes(), f -> new Fault.WriteFails(uid, f.writes() - 1));
      }
    }
    return false;
  }

  /** What arrives of bytes that were sent at another baud rate: as many, and none of them right. */
  Bytes misread(Bytes bytes) {
    if (!has(Fault.WrongBaud.class)) return bytes;
    var wrong = new byte[bytes.size()];
    random.nextBytes(wrong);
    return Bytes.copyOf(wrong);
  }

  /** What is left of bytes that have gone through a noisy wire. */
  Bytes through(Bytes sent) {
    var bytes = misread(sent);
    var noise = find(Fault.Noise.class);
    if (noise == null) return bytes;
    var left = Bytes.EMPTY;
    for (int i = 0; i < bytes.size(); i++) {
      if (strikes(noise.dropped())) continue;
      int value = strikes(noise.flipped()) ? bytes.at(i) ^ (1 << random.nextInt(8)) : bytes.at(i);
      left = strikes(noise.doubled()) ? left.plus(value, value) : left.plus(value);
    }
    did(Fault.Noise.class, !left.equals(bytes));
    return left;
  }

  private boolean did(Class<? extends Fault> kind, boolean something) {
    if (something) watcher.accept(kind);
    return something;
  }

  private boolean strikes(int perMille) {
    return perMille > 0 && random.nextInt(1000) < perMille;
  }

  /** Whether driving this bolt moves nothing. */
  boolean leavesBolt(int channel) {
    return refuses(channel)
        || did(Fault.DeadBolt.class, present.contains(new Fault.DeadBolt(channel)));
  }

  /** Whether a relay does not let go by itself. */
  boolean sticks(int channel) {
    return obeys(channel) || disobeys(channel);
  }

  /** How long a relay holds whose board would end its pulse after so long. */
  int holds(int channel, int pulseMillis) {
    return sticks(channel) ? Fault.FOR_EVER : pulseMillis;
  }

  /** Whether a relay that sticks lets go when it is told. */
  boolean obeys(int channel) {
    return present.contains(new Fault.RelaySticks(channel, true));
  }

  boolean disobeys(int channel) {
    return present.contains(new Fault.RelaySticks(channel, false));
  }

  /** What a lock board tells of a compartment's barrier. */
  boolean sees(int channel, boolean occupied) {
    return occupied && !present.contains(new Fault.BlindBarrier(channel));
  }

  /** Whether the board answers that it did not drive this bolt. */
  boolean refuses(int channel) {
    return did(Fault.Refuses.class, present.contains(new Fault.Refuses(channel)));
  }

  /** What a lock board tells of a door's switch. */
  boolean told(int channel, boolean closed) {
    boolean told = closed;
    for (var stuck : all(Fault.StuckContact.class)) {
      if (stuck.channel() == channel) told = stuck.closed();
    }
    did(Fault.StuckContact.class, told != closed);
    return has(Fault.PolarityReversed.class) != told;
  }

  /** The address from which a device answers. */
  int told(int address) {
    var wrong = first(Fault.WrongAddress.class);
    return wrong == null ? address : wrong.address();
  }

  /** Uses up one of the times that a fault has; the last one takes the fault away. */
  private <F extends Fault> boolean spend(F fault, int times, UnaryOperator<F> less) {
    did(fault.getClass(), times > 0);
    if (times == Fault.FOR_EVER) return true;
    int at = present.indexOf(fault);
    if (times > 1) present.set(at, less.apply(fault));
    else present.remove(at);
    return times > 0;
  }
}
