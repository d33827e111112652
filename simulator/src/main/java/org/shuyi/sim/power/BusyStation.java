package org.shuyi.sim.power;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.shuyi.kiosk.host.StationClock;
import org.shuyi.kiosk.host.Turn;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.sim.crash.Loosened;

/**
 * The product's own turn, kernel and journal as a program of its own, before a cabinet that answers
 * at once and patrons who never rest. What leaves the machine is a line on standard output.
 *
 * <p>{@code commit SEQ HASH}: records up to this one may be sent to the centre. {@code pull DOOR}:
 * the lock board was told. {@code receipt LOANS RETURNS}: the screen showed it.
 */
final class BusyStation {
  /** At the end of each line, so that one that was cut off is known. */
  static final String END = " .";

  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private BusyStation() {}

  /**
   * @param words the journal's file, a seed, and {@code full} or {@code normal}
   */
  public static void main(String[] words) throws IOException {
    var random = new Random(Long.parseLong(words[1]));
    var journal = Journal.open(Path.of(words[0]), new SecureRandom(), Instant.now());
    if (words[2].equals("normal")) Loosened.toNormal(journal);
    var life = journal.begin();
    var clock = new StationClock(life, BusyStation::monotonic, Instant::now, () -> true);
    var saved =
        switch (journal.load(PromptCabinet.plan())) {
          case SavedState.Loaded(Kiosk kiosk) -> kiosk;
          case SavedState.Refused(String why) -> throw new IOException(why);
        };
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out));
    var cabinet = new PromptCabinet(saved.custody(), random, journal, out);
    var turn = new Turn(saved, journal, cabinet);
    turn.tell(new TimeEvent.Restarted(life.boot(), life.why()), clock.now());
    cabinet.open();
    cabinet.say("ready");
    while (true) {
      var event = cabinet.next();
      if (event.isPresent()) {
        turn.tell(event.get(), clock.now());
      } else if (clock.ticks() >= turn.kiosk().wakeAt()) {
        turn.tell(new TimeEvent.TimePassed(), clock.now());
      } else {
        LockSupport.parkNanos(REST_NANOS);
      }
      turn.timePassed(clock.now());
    }
  }

  private static long monotonic() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
