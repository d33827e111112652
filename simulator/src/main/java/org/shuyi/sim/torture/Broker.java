package org.shuyi.sim.torture;

import java.io.IOException;

/** A broker that can die in the middle of whatever it does. */
interface Broker extends AutoCloseable {
  /** For the figures. */
  String name();

  /** Ends it without a farewell. Safe to call twice. */
  void kill();

  /**
   * Starts it again at the same port, if it does not run.
   *
   * @param forgets without the files that it has kept
   * @throws IOException where it does not listen in time
   */
  void start(boolean forgets) throws IOException;

  @Override
  void close();
}
