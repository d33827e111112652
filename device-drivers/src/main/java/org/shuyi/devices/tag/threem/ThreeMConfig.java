package org.shuyi.devices.tag.threem;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.List;
import org.shuyi.devices.Settings;

/**
 * The settings of a 3M or bibliotheca reader 810 or 210.
 *
 * @param wakeUp whether a talk begins with the undocumented D5 frame, as it does in both public
 *     drivers
 * @param blocks the most blocks to read from a tag, 1 to 128
 * @param easOfNxp whether the EAS bit of NXP chips is written beside the AFI
 * @param answerWithin the longest wait for an answer, a whole anticollision included
 */
public record ThreeMConfig(boolean wakeUp, int blocks, boolean easOfNxp, Duration answerWithin) {
  public ThreeMConfig(Settings settings) {
    this(
        settings.flag("wakeUp", true),
        settings.number("blocks", 1, 128, 28),
        settings.choice("eas", List.of("none", "nxp"), "nxp").equals("nxp"),
        settings.duration("answerWithin", ofMillis(200), ofSeconds(5), ofSeconds(1)));
  }
}
