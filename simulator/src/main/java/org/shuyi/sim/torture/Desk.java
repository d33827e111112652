package org.shuyi.sim.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.shuyi.sim.centre.CentreOffice;
import org.shuyi.sim.centre.Feed;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.centre.Rules;

/** What the centre signed and said: its rules by their number, and its word on each patron. */
final class Desk {
  /** Rules and when they were signed, in milliseconds of the wall. */
  record Signed(Rules rules, long wall) {}

  /**
   * The centre was asked about a patron.
   *
   * @param patron the first 8 digits of the token
   * @param welcome whether it answered so
   */
  record Word(String patron, boolean welcome, long wall) {
    boolean isAbout(String token) {
      return token.startsWith(patron);
    }
  }

  private final CentreOffice centre;
  private final LongSupplier clock;
  private final TreeMap<Long, Signed> signed = new TreeMap<>();
  private final List<Word> words = new ArrayList<>();
  private long read;

  Desk(CentreOffice centre, LongSupplier clock) {
    this.centre = centre;
    this.clock = clock;
    Rules first = centre.look(ReferenceCentre::rules);
    signed.put(first.version(), new Signed(first, 0));
  }

  /**
   * The centre signs new rules, and publishes them where it has a line.
   *
   * @param blocked tokens
   */
  synchronized void sign(int loanDays, Duration freshFor, int itemsOffline, List<String> blocked) {
    centre.tell(
        reference -> {
          Rules rules =
              reference
                  .rules()
                  .lending(loanDays, freshFor, itemsOffline)
                  .blocking(new TreeSet<>(blocked));
          signed.put(rules.version(), new Signed(rules, clock.getAsLong()));
          return reference.adopt(rules);
        });
  }

  /**
   * Reads what is new in the feed, which keeps some hundred lines.
   *
   * @throws IllegalStateException where lines were lost, and with them what the judge needs
   */
  synchronized void read() {
    for (Feed.Line line : centre.look(ReferenceCentre::feed)) {
      if (line.number() <= read) continue;
      if (read > 0 && line.number() != read + 1) {
        throw new IllegalStateException("lines " + (read + 1) + " and on of the feed were missed");
      }
      read = line.number();
      if (!line.kind().equals("ask")) continue;
      boolean welcome = line.detail().startsWith("welcome");
      words.add(new Word(line.patron(), welcome, line.at().toEpochMilli()));
    }
  }

  synchronized SortedMap<Long, Signed> signed() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(signed));
  }

  synchronized List<Word> words() {
    return List.copyOf(words);
  }
}
