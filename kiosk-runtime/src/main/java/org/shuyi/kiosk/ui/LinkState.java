package org.shuyi.kiosk.ui;

import java.time.Instant;

/** The line to the centre; answers at once, from any thread. */
public interface LinkState {
  Link link();

  /**
   * How it stands.
   *
   * @param broker its address without any password
   * @param since when it last went up or down
   * @param reason why it is down, or empty
   */
  record Link(boolean online, String broker, Instant since, String reason) {}
}
