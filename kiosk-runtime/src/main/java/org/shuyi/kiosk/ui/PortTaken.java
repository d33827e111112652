package org.shuyi.kiosk.ui;

import io.javalin.util.JavalinBindException;

/**
 * A page's port belongs to another program now; the station goes on without the page and tries
 * again.
 */
public final class PortTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private PortTaken(int port, Throwable cause) {
    super("port " + port + " is taken by another program", cause);
  }

  static void binding(int port, Runnable start) {
    try {
      start.run();
    } catch (JavalinBindException taken) {
      throw new PortTaken(port, taken);
    }
  }
}
