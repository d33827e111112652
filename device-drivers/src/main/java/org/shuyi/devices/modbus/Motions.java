package org.shuyi.devices.modbus;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Motions by their numbers: one at a time, none begun twice, and one answer to each. A number that
 * is asked for again while it is under way adds nothing; the last one that has ended is answered as
 * it was; an older one is refused.
 *
 * @param <J> what is kept of a motion while it is under way
 * @param <A> answers
 */
final class Motions<J, A> {
  private @Nullable Under<J> under;
  private @Nullable Ended<A> last;
  private long highest;

  private record Under<J>(long motion, J job) {}

  private record Ended<A>(long motion, A answer) {}

  /** The motion under way. */
  Optional<J> job() {
    return Optional.ofNullable(under).map(Under::job);
  }

  /**
   * Whether a motion that is asked for may begin now; if not, what is to be answered is told.
   *
   * @param objection why not; asked for a new number only, empty where there is none
   * @param refused the answer to a motion that does not begin, with the reason
   */
  boolean mayBegin(
      long motion, Supplier<String> objection, Function<String, A> refused, Consumer<A> tell) {
    if (under != null && under.motion == motion) return false;
    if (last != null && last.motion == motion) {
      tell.accept(last.answer);
      return false;
    }
    String why = motion <= highest ? "this number was asked for before" : objection.get();
    highest = Math.max(highest, motion);
    if (why.isEmpty()) return true;
    var no = new Ended<>(motion, refused.apply(why));
    if (under == null && motion == highest) last = no;
    tell.accept(no.answer);
    return false;
  }

  void begin(long motion, J job) {
    under = new Under<>(motion, job);
  }

  /** The motion under way has ended so. */
  void end(A answer) {
    if (under == null) throw new IllegalStateException("nothing is under way");
    last = new Ended<>(under.motion, answer);
    under = null;
  }
}
