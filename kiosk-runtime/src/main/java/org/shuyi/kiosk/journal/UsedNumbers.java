package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.CommandFact;
import org.shuyi.kiosk.kernel.command.Commands;
import org.shuyi.kiosk.kernel.command.Commands.Window;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * Which numbers of commands were used, by the records of a journal whose own row of them is lost: a
 * command that was obeyed once must not be obeyed again because nobody remembers it.
 *
 * <p>Nothing below the highest number of a key is fresh any more. Where records are lost too, more
 * numbers count as used than are known to be: senders go on above what the station says is highest.
 */
final class UsedNumbers implements SalvagedRecords.Taker {
  /** More commands of one key than a damaged journal can have lost between two looks of staff. */
  private static final long MARGIN = 1_000;

  private static final long ALL_BELOW = -1;

  private final TreeMap<String, Long> highest = new TreeMap<>();
  private boolean missing;

  /**
   * @param keys those that may command, by the rules in force
   * @param end the number of the last record, where it is known
   */
  static Commands in(SalvagedRecords records, Iterable<String> keys, Optional<Long> end)
      throws IOException, SQLException {
    var used = new UsedNumbers();
    for (String key : keys) used.highest.put(key, 0L);
    Optional<Chain> _ = records.after(0, end, used);
    var windows = new TreeMap<String, Window>();
    used.highest.forEach(
        (key, number) -> {
          long least = used.missing ? Math.min(number, Long.MAX_VALUE - MARGIN) + MARGIN : number;
          if (least > 0) windows.put(key, new Window(least, ALL_BELOW));
        });
    return new Commands(List.of(), windows, new TreeMap<>());
  }

  @Override
  public void proven(Chain at, Octets bytes) {
    if (FactCodec.decode(bytes.toArray()) instanceof Decoded.Understood(StampedFact(var fact, _))
        && fact instanceof CommandFact.NumberUsed(List<String> keys, long seq)) {
      for (String key : keys) highest.merge(key, seq, Math::max);
    }
  }

  @Override
  public void lost(long from, long through) {
    missing = true;
  }
}
