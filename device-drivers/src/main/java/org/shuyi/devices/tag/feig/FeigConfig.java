package org.shuyi.devices.tag.feig;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.List;
import org.shuyi.devices.Settings;

/**
 * The settings of a FEIG HF reader.
 *
 * @param address 0 to 253, or 255 for whichever reader is on the line
 * @param antennas 1 or 2; with 2 the antenna is switched by command 6A before each job
 * @param blocks the most blocks to read from a tag, 1 to 128
 * @param blocksReversed whether this reader hands over the bytes of a block last byte first
 * @param easOfNxp whether the EAS bit of NXP chips is written beside the AFI
 * @param answerWithin the longest wait for an answer, a whole anticollision included
 * @param poll from one sign of life of an idle reader to the next, 500 ms to 2 s
 */
public record FeigConfig(
    int address,
    int antennas,
    int blocks,
    boolean blocksReversed,
    boolean easOfNxp,
    Duration answerWithin,
    Duration poll) {
  public FeigConfig(Settings settings) {
    this(
        settings.number("address", 0, 255, 255),
        settings.number("antennas", 1, 2, 1),
        settings.number("blocks", 1, 128, 28),
        settings.flag("blocksReversed", false),
        settings.choice("eas", List.of("none", "nxp"), "nxp").equals("nxp"),
        settings.duration("answerWithin", ofMillis(200), ofSeconds(5), ofSeconds(1)),
        settings.duration("poll", ofMillis(500), ofSeconds(2), ofSeconds(1)));
  }
}
