package org.shuyi.kiosk.hardware;

import java.time.Instant;
import java.util.Optional;
import org.shuyi.kiosk.kernel.Effect;

/** The library system, as loans and returns are said to it. */
public interface Circulation {
  /**
   * @param card the patron's, as the reader told it; empty where nobody has it any more
   * @param at when it was decided
   */
  void lend(Effect.SayLoan loan, Optional<String> card, Instant at);

  void takeBack(Effect.SayReturn back, Instant at);
}
