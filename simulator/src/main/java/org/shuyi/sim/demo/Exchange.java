package org.shuyi.sim.demo;

import java.io.IOException;

/** Opens the broker between the station and the centre. */
@FunctionalInterface
public interface Exchange {
  /**
   * A broker without TLS that lets everybody in.
   *
   * @param home where it may keep its files and log
   * @param port on 127.0.0.1
   * @return closed with the town
   * @throws IOException where it does not start
   */
  AutoCloseable open(Home home, int port) throws IOException;
}
