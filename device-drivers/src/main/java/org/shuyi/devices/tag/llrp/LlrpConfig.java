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
 * @param answerWithin the longest wait for an answer, longer than {@code search}
 */
public record LlrpConfig(
    int antennas, int words, int population, Duration search, Duration answerWithin) {
  /** The most tags that lie before one antenna. */
  static final int MOST_TAGS = 1_000;

  public LlrpConfig(Settings settings) {
    this(
        settings.number("antennas", 1, 16, 1),
        settings.number("words", 0, 119, 32),
        settings.number("population", 1, MOST_TAGS, 32),
        settings.duration("search", ofMillis(50), ofSeconds(2), ofMillis(200)),
        settings.duration("answerWithin", ofMillis(200), ofSeconds(5), ofSeconds(1)));
  }
}
