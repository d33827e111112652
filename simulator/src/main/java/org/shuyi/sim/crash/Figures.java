package org.shuyi.sim.crash;

import java.util.Locale;
import org.shuyi.sim.crash.CrashRun.Result;

/** What a run prints. */
final class Figures {
  private Figures() {}

  static String of(OpLog log) {
    return String.format(
        Locale.ROOT,
        "recorded: %,d commits of %d processes in %,d writes and %,d flushes, logs begun again: %d",
        log.commits().size(),
        log.lives(),
        log.writes(),
        log.flushes(),
        log.logsBegunAgain());
  }

  static String of(Result result) {
    return String.format(
        Locale.ROOT,
        "%,d states of %,d cuts, %,d acknowledgements checked, %,d lost, %,d other failures;"
            + " %.0f s, %,.0f states a second",
        result.states(),
        result.cuts(),
        result.acknowledged(),
        result.lost(),
        result.failures().size() - result.lost(),
        result.nanos() / 1e9,
        result.states() * 1e9 / result.nanos());
  }

  static String json(OpLog log, Result result) {
    return String.format(
        Locale.ROOT,
        "{\"states\":%d,\"cuts\":%d,\"commits\":%d,\"writes\":%d,\"flushes\":%d,"
            + "\"acknowledgements\":%d,\"lost\":%d,\"failures\":%d,\"again\":%d,\"seconds\":%.1f}",
        result.states(),
        result.cuts(),
        log.commits().size(),
        log.writes(),
        log.flushes(),
        result.acknowledged(),
        result.lost(),
        result.failures().size(),
        result.again(),
        result.nanos() / 1e9);
  }
}
