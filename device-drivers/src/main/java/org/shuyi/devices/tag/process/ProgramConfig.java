package org.shuyi.devices.tag.process;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings of a reader that a program speaks for.
 *
 * @param antennas 1 to 16; the program must say that it has as many
 * @param writes whether marks and contents are written; the program must say that it can
 * @param blocks the most blocks to read from a tag, 0 to 256
 * @param answerWithin the longest wait for an answer about tags, 200 ms to 30 s
 */
public record ProgramConfig(int antennas, boolean writes, int blocks, Duration answerWithin) {
  public ProgramConfig(Settings settings) {
    this(
        settings.number("antennas", 1, 16, 1),
        settings.flag("writes", true),
        settings.number("blocks", 0, 256, 28),
        settings.duration("answerWithin", ofMillis(200), ofSeconds(30), ofSeconds(2)));
  }
}
