package org.shuyi.sim.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.shuyi.sim.soak.Soak.Outcome;
import org.shuyi.sim.station.Assembly;

/** A program of its own that lives some seeds and says of each one the hash of all it told. */
final class StoryHash {
  private static final int HOURS = 2;

  private StoryHash() {}

  public static void main(String... seeds) throws Exception {
    for (String seed : seeds) {
      System.out.println(seed + " " + of(Long.parseLong(seed)));
    }
  }

  /** Every line of the trace, and every count of the tally. */
  private static String of(long seed) throws Exception {
    var hash = MessageDigest.getInstance("SHA-256");
    Outcome outcome =
        Soak.run(
            seed,
            HOURS,
            Assembly.PRODUCT,
            (at, words) -> hash.update((Trace.written(at, words.get()) + "\n").getBytes(UTF_8)));
    hash.update(outcome.tally().counts().toString().getBytes(UTF_8));
    return HexFormat.of().formatHex(hash.digest())
        + " "
        + outcome.tally().of("records")
        + " records, "
        + outcome.violation().map(Throwable::toString).orElse("no violation");
  }
}
