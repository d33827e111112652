package org.shuyi.devices.tag.llrp;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings of a reader that speaks LLRP. Region and power are set at the reader's own page.
 *
 * @param antennas how many ports are used, 1 to 16
 * @param words the most words of two bytes to read from a tag's user bank, 0 to 119; 0 where all
 *     stock is known by its EPC
 * @param population about how many tags lie before one antenna, 1 to 1000, by which the reader
 *     begins its anticollision
 * @param search how long one inventory takes, 50 ms to 2 s: the reader listens for all of it
 * @param answerWithin the longest wait for an answer, at least 100 ms longer than {@code search}:
 *     the report comes when the search is over, and a shorter wait would give every round up
 */
public record LlrpConfig(
    int antennas, int words, int population, Duration search, Duration answerWithin) {
  /** The most tags that lie before one antenna. */
  static final int MOST_TAGS = 1_000;

  /** From the end of a search to its report, at least. */
  private static final Duration REPORT = ofMillis(100);

  public LlrpConfig(Settings settings) {
    this(settings, settings.duration("search", ofMillis(50), ofSeconds(2), ofMillis(200)));
  }

  private LlrpConfig(Settings settings, Duration search) {
    this(
        settings.number("antennas", 1, 16, 1),
        settings.number("words", 0, 119, 32),
        settings.number("population", 1, MOST_TAGS, 32),
        search,
        settings.duration(
            "answerWithin",
            longer(ofMillis(200), search.plus(REPORT)),
            ofSeconds(5),
            longer(ofSeconds(1), search.plus(ofMillis(500)))));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
