package org.shuyi.devices.tag.thingmagic;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.List;
import org.shuyi.devices.Settings;

/**
 * The settings of a ThingMagic or Silion module.
 *
 * @param antennas how many ports are used, 1 to 4
 * @param region what law it obeys, as the module numbers it
 * @param centiDbm read power in hundredths of a dBm, 0 to 3300; 0 leaves it as it is
 * @param words the most words of two bytes to read from a tag's user bank, 0 to 119; 0 where all
 *     stock is known by its EPC
 * @param search how long one inventory takes, 50 ms to 2 s: the module listens for all of it
 * @param answerWithin the longest wait for an answer, longer than {@code search}
 */
public record ThingMagicConfig(
    int antennas, int region, int centiDbm, int words, Duration search, Duration answerWithin) {
  public ThingMagicConfig(Settings settings) {
    this(
        settings.number("antennas", 1, 4, 1),
        region(settings.choice("region", List.of("na", "eu", "kr", "in", "jp", "cn"), "cn")),
        settings.number("power", 0, 3_300, 0),
        settings.number("words", 0, 119, 32),
        settings.duration("search", ofMillis(50), ofSeconds(2), ofMillis(200)),
        settings.duration("answerWithin", ofMillis(200), ofSeconds(5), ofSeconds(1)));
  }

  /** The vendor's numbers; of 1 and 2 there are vectors, of the others its API alone. */
  private static int region(String name) {
    return switch (name) {
      case "na" -> 0x01;
      case "eu" -> 0x02;
      case "kr" -> 0x03;
      case "in" -> 0x04;
      case "jp" -> 0x05;
      default -> 0x06;
    };
  }
}
