package org.shuyi.devices.code;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;

/**
 * What scanners share that only speak. They cannot be asked whether they live: they are ready while
 * their line is up. Half a code is dropped after a pause, and the same code is told once in a
 * while.
 */
public abstract class CodeDriver implements Driver<CodeCommand, CodeNotice> {
  private final Tally tally;
  private final Repeats repeats;
  private final Duration gap;
  private final List<CodeNotice> notices = new ArrayList<>();
  private Health health = new Health.Lost("the line is not up yet");
  private long dropAt = NEVER;
  private long now;

  /**
   * @param tally with {@code codes} and {@code repeated} among its counters
   * @param same the same code within this time is one scan
   * @param gap the longest pause inside a code
   */
  protected CodeDriver(Tally tally, Duration same, Duration gap) {
    this.tally = tally;
    this.repeats = new Repeats(same);
    this.gap = gap;
  }

  /** Understands bytes, and tells each code; whether a code has begun that has not ended. */
  protected abstract boolean heard(Bytes bytes);

  /** Forgets the code that has begun. */
  protected abstract void forgetHalf();

  @Override
  public final Answer<CodeNotice> on(Told<CodeCommand> told, long nowMillis) {
    now = nowMillis;
    switch (told) {
      case Told.LineUp<CodeCommand>() -> {
        drop();
        health = new Health.Ready();
      }
      case Told.LineDown<CodeCommand>(String why) -> {
        drop();
        health = new Health.Lost("the line is down: " + why);
      }
      case Told.Received<CodeCommand>(Bytes bytes) -> {
        if (now >= dropAt) drop();
        dropAt = heard(bytes) ? now + gap.toMillis() : NEVER;
      }
      case Told.TimePassed<CodeCommand>() -> {
        if (now >= dropAt) drop();
      }
      case Told.Wanted<CodeCommand>(CodeCommand.Forget(), long _) -> repeats.forget();
    }
    var answer = new Answer<>(List.of(), notices);
    notices.clear();
    return answer;
  }

  @Override
  public final long wakeAt() {
    return dropAt;
  }

  @Override
  public final Health health() {
    return health;
  }

  @Override
  public final SortedMap<String, Long> counters() {
    return tally.counters();
  }

  /** A whole code. */
  protected final void tell(String text) {
    boolean again = repeats.isAgain(text, now);
    tally.count(again ? "repeated" : "codes");
    if (!again) notices.add(new CodeNotice.CodeScanned(text));
  }

  private void drop() {
    forgetHalf();
    dropAt = NEVER;
  }
}
