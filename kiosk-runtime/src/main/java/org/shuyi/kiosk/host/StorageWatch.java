package org.shuyi.kiosk.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.JournalFailed;
import org.shuyi.kiosk.journal.QuarantinedFile;
import org.shuyi.kiosk.journal.Soundness;
import org.shuyi.kiosk.kernel.health.DeviceHealth;

/**
 * Looks after the journal's disk while the station serves: a turn that waits too long for a flush,
 * damage in what nobody reads, and files that were put aside and wait to be fetched. It looks once
 * a second.
 */
public final class StorageWatch {
  /** A person at the screen has waited long enough by then. */
  public static final long SLOW_MILLIS = 3_000;

  /** A disk that was slow is said to be so for as long. */
  public static final long REMEMBERED_MILLIS = TimeUnit.MINUTES.toMillis(10);

  /** After an unclean end the whole journal is verified, when the station has come up. */
  private static final long AFTER_START_MILLIS = TimeUnit.MINUTES.toMillis(2);

  private static final long EVERY_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final Journal journal;
  private final Supplier<List<QuarantinedFile>> aside;
  private final LongSupplier now;
  private final LongSupplier turnSince;
  private final BooleanSupplier idle;
  private final Consumer<Boolean> veil;
  private final Consumer<DeviceHealth> health;
  private final Consumer<String> restart;

  private boolean slow;
  private long slowest;
  private long slowAt = Long.MIN_VALUE / 2;
  private long verifyAt;
  private Optional<String> damage = Optional.empty();
  private boolean sentenced;
  private DeviceHealth said = new DeviceHealth.Ready();

  /**
   * @param aside the files that were put aside and wait to be fetched
   * @param now monotonic milliseconds
   * @param turnSince when the turn in hand began, or {@link Long#MAX_VALUE} between two
   * @param idle whether nobody is served
   * @param veil is told when patrons have to see that nothing goes on, and when it does again
   * @param restart is told why the program has to begin anew
   */
  public StorageWatch(
      Journal journal,
      Supplier<List<QuarantinedFile>> aside,
      boolean cleanEnd,
      LongSupplier now,
      LongSupplier turnSince,
      BooleanSupplier idle,
      Consumer<Boolean> veil,
      Consumer<DeviceHealth> health,
      Consumer<String> restart) {
    this.journal = journal;
    this.aside = aside;
    this.now = now;
    this.turnSince = turnSince;
    this.idle = idle;
    this.veil = veil;
    this.health = health;
    this.restart = restart;
    verifyAt = now.getAsLong() + (cleanEnd ? EVERY_MILLIS : AFTER_START_MILLIS);
  }

  /** One look; never two at once. */
  public void look() {
    lookAtTheTurn();
    if (now.getAsLong() >= verifyAt && idle.getAsBoolean()) verify();
    say();
    if (sentenced && idle.getAsBoolean()) damage.ifPresent(restart);
  }

  private void lookAtTheTurn() {
    long waited = now.getAsLong() - turnSince.getAsLong();
    boolean late = waited >= SLOW_MILLIS;
    if (late) {
      slowest = slow ? Math.max(slowest, waited) : waited;
      slowAt = now.getAsLong();
    }
    if (late != slow) {
      slow = late;
      veil.accept(slow);
    }
  }

  private void verify() {
    verifyAt = now.getAsLong() + EVERY_MILLIS;
    try {
      if (journal.verifyAll() instanceof Soundness.Broken(long seq, String why)) {
        damage = Optional.of("the journal is damaged: " + why);
        sentenced = journal.setAsideAtNextStart(why, 0);
        // A start would change nothing before that is written down.
        if (!sentenced) verifyAt = now.getAsLong() + AFTER_START_MILLIS;
      }
    } catch (JournalFailed failed) {
      // The next turn meets the same, and stops the station.
    }
  }

  private void say() {
    var wrong = new ArrayList<String>();
    if (now.getAsLong() - slowAt < REMEMBERED_MILLIS) {
      wrong.add("the disk took " + slowest / 1_000 + " s for a flush");
    }
    damage.ifPresent(wrong::add);
    for (QuarantinedFile one : aside.get()) {
      wrong.add("put aside: " + one.file() + " (" + one.reason() + ")");
    }
    DeviceHealth is =
        wrong.isEmpty()
            ? new DeviceHealth.Ready()
            : new DeviceHealth.Degraded(String.join("; ", wrong));
    if (is.equals(said)) return;
    said = is;
    health.accept(is);
  }
}
