package org.shuyi.devices.lock;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings that every polled lock board has.
 *
 * @param channels how many locks are connected, counted from 1
 * @param polarity what a 1 in the board's state means; unproven opens nothing
 * @param poll the time between two questions for the state
 * @param answerWithin the longest wait for a state; the line's own time is some 10 to 20 ms
 * @param pulse how long this board holds a bolt, as it was set and measured on the board: an Open
 *     that allows less is refused, since the host cannot shorten it
 * @param coolDown the rest of a coil after its pulse
 * @param equalPolls so many equal polls are believed, 2 to 5: an opening that is shorter than them
 *     is told by the shelf's count alone
 * @param atOnce how many bolts the power supply can pull at once
 * @param supplied whether a relay of the station feeds its bolts, and only while a pulse may run
 */
public record BoardConfig(
    int channels,
    Polarity polarity,
    Duration poll,
    Duration answerWithin,
    Duration pulse,
    Duration coolDown,
    int equalPolls,
    int atOnce,
    boolean supplied) {
  /** What a pulse needs before and after it, of the time that its supply may be on. */
  public static final Duration SUPPLY_LEAD = BoltSupply.LEAD;

  /** The same from the time at which its supply has come. */
  public static final Duration SUPPLY_USED = BoltSupply.USED;

  /** Reads the settings of a board with at most {@code mostChannels} locks. */
  public BoardConfig(Settings settings, int mostChannels, int usualChannels) {
    this(
        settings.number("channels", 1, mostChannels, usualChannels),
        Polarity.of(settings.choice("polarity", Polarity.CHOICES, "unproven")),
        settings.duration("poll", ofMillis(100), ofSeconds(1), ofMillis(200)),
        settings.duration("answerWithin", ofMillis(30), ofSeconds(1), ofMillis(100)),
        pulse(settings),
        coolDown(settings),
        settings.number("equalPolls", 2, 5, 2),
        settings.number("atOnce", 1, 8, 1),
        settings.hasTable("supply"));
  }

  /** How long a board with these settings holds a bolt. */
  public static Duration pulse(Settings settings) {
    return settings.duration("pulse", ofMillis(50), ofSeconds(5), ofMillis(500));
  }

  /** How long a coil of a board with these settings rests. */
  public static Duration coolDown(Settings settings) {
    return settings.duration("coolDown", ofMillis(0), ofSeconds(60), ofSeconds(1));
  }
}
