package org.shuyi.devices.code.serial;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.code.CodeCommand;
import org.shuyi.devices.code.CodeNotice;
import org.shuyi.devices.code.Repeats;

/**
 * A scanner that only speaks. It cannot be asked whether it lives: it is ready while its line is
 * up.
 */
public final class ScannerDriver implements Driver<CodeCommand, CodeNotice> {
  private final ScannerConfig config;
  private final Tally tally = new Tally("bytesDropped", "codes", "refused", "repeated");
  private Health health = new Health.Lost("the line is not up yet");
  private Bytes received = Bytes.EMPTY;
  private long dropAt = NEVER;
  private final Repeats repeats;

  public ScannerDriver(ScannerConfig config) {
    this.config = config;
    this.repeats = new Repeats(config.repeat());
  }

  @Override
  public Answer<CodeNotice> on(Told<CodeCommand> told, long now) {
    return switch (told) {
      case Told.LineUp<CodeCommand>() -> {
        drop();
        health = new Health.Ready();
        yield Answer.nothing();
      }
      case Told.LineDown<CodeCommand>(String why) -> {
        drop();
        health = new Health.Lost("the line is down: " + why);
        yield Answer.nothing();
      }
      case Told.Received<CodeCommand>(Bytes bytes) -> {
        if (now >= dropAt) drop();
        yield new Answer<>(List.of(), scanned(bytes, now));
      }
      case Told.TimePassed<CodeCommand>() -> {
        if (now >= dropAt) drop();
        yield Answer.nothing();
      }
      case Told.Wanted<CodeCommand>(CodeCommand.Forget(), long _) -> {
        repeats.forget();
        yield Answer.nothing();
      }
    };
  }

  @Override
  public long wakeAt() {
    return dropAt;
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public SortedMap<String, Long> counters() {
    return tally.counters();
  }

  private List<CodeNotice> scanned(Bytes bytes, long now) {
    received = received.plus(bytes);
    var notices = new ArrayList<CodeNotice>();
    while (!received.isEmpty()) {
      switch (ScannerCodec.parse(received, config.longest())) {
        case Parsed.More<String>() -> {
          dropAt = now + config.gap().toMillis();
          return notices;
        }
        case Parsed.Noise<String>(int size, String why) -> {
          if (size > 1) tally.count("refused");
          received = received.from(size);
        }
        case Parsed.Frame<String>(String text, int size) -> {
          received = received.from(size);
          tell(text, now, notices);
        }
      }
    }
    dropAt = NEVER;
    return notices;
  }

  private void tell(String text, long now, List<CodeNotice> notices) {
    boolean again = repeats.isAgain(text, now);
    tally.count(again ? "repeated" : "codes");
    if (!again) notices.add(new CodeNotice.CodeScanned(text));
  }

  private void drop() {
    if (!received.isEmpty()) tally.count("bytesDropped", received.size());
    received = Bytes.EMPTY;
    dropAt = NEVER;
  }
}
