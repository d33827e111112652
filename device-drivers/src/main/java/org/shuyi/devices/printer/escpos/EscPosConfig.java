package org.shuyi.devices.printer.escpos;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.shuyi.devices.Settings;

/**
 * The settings of an ESC/POS printer.
 *
 * @param charset what its fonts are set to: GB18030, GBK or US-ASCII
 * @param columns narrow characters a line: 32 on 58 mm paper, 42 or 48 on 80 mm
 * @param lines the longest receipt, in printed lines
 * @param cut whether it has a cutter; without one the receipt is fed out to be torn off
 * @param poll the time from one look at an idle printer to the next
 * @param answerWithin the longest wait for a status
 * @param within how long a receipt may take, from being asked for to being told of
 */
public record EscPosConfig(
    Charset charset,
    int columns,
    int lines,
    boolean cut,
    Duration poll,
    Duration answerWithin,
    Duration within) {
  public EscPosConfig(Settings settings) {
    this(
        charset(settings.choice("encoding", List.of("gb18030", "gbk", "ascii"), "gb18030")),
        settings.number("columns", 16, 64, 32),
        settings.number("lines", 1, 100, 60),
        settings.flag("cut", true),
        settings.duration("poll", ofMillis(250), ofSeconds(10), ofSeconds(1)),
        settings.duration("answerWithin", ofMillis(100), ofSeconds(2), ofMillis(500)),
        settings.duration("within", ofSeconds(3), ofMillis(9_900), ofSeconds(9)));
  }

  private static Charset charset(String name) {
    return name.equals("ascii") ? StandardCharsets.US_ASCII : Charset.forName(name);
  }
}
