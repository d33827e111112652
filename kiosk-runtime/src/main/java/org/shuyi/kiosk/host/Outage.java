package org.shuyi.kiosk.host;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.shuyi.kiosk.journal.Acknowledged;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Status;

/**
 * What follows when nothing can be made durable any more: nobody is served, and whoever looks is
 * told. When the disk works again, what the flush that failed left there is compared with what was
 * acknowledged, and the program may begin anew.
 *
 * <p>No thread and no clock: whoever runs the station looks every {@link #EVERY}.
 */
public final class Outage {
  public static final Duration EVERY = Duration.ofSeconds(5);

  /** The disk under a journal that has failed, asked without that journal. */
  public interface Storage {
    /**
     * Writes and flushes something, and takes it away again.
     *
     * @throws IOException where the disk still does not do what it is asked
     */
    void sample() throws IOException;

    /**
     * Whether the disk holds what was promised.
     *
     * @return what is wrong, in plain words, or empty
     * @throws IOException where it cannot be read
     */
    String breachOf(Acknowledged promise) throws IOException;
  }

  /** Where it is said that the station is out of order. */
  public interface Voice {
    /**
     * @param why in plain words, for staff
     */
    void say(String why, Screen screen, Status status);
  }

  private final Journal journal;
  private final Storage storage;
  private final String language;
  private final Supplier<Optional<Status>> last;
  private final Voice voice;

  /**
   * @param journal the one that failed
   * @param language of the screen
   * @param last the status that was last true
   */
  public Outage(
      Journal journal,
      Storage storage,
      String language,
      Supplier<Optional<Status>> last,
      Voice voice) {
    this.journal = journal;
    this.storage = storage;
    this.language = language;
    this.last = last;
    this.voice = voice;
  }

  /** Says that nobody is served from now on. */
  public void begins(String why) {
    voice.say(why, OutOfOrder.screen(language), OutOfOrder.status(last.get(), why));
  }

  /** One look: whether the disk works again, so that another start is worth trying. */
  public boolean isOver() {
    try {
      storage.sample();
      String breach = storage.breachOf(journal.acknowledged());
      if (!breach.isEmpty()) journal.setAsideAtNextStart(breach, 0);
      return true;
    } catch (IOException still) {
      begins(String.valueOf(still));
      return false;
    }
  }
}
