package org.shuyi.sim.demo;

import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, the last one first, and goes on where one of them fails. */
final class Closing implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private final ArrayDeque<AutoCloseable> open = new ArrayDeque<>();
  private boolean closed;

  /** Takes the duty to close it. */
  synchronized <T extends AutoCloseable> T later(T opened) {
    if (closed) throw new IllegalStateException("closed already");
    open.push(opened);
    return opened;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!open.isEmpty()) {
      var next = open.pop();
      try {
        next.close();
      } catch (Exception e) {
        log.warn("{} was not closed in order", next.getClass().getSimpleName(), e);
      }
    }
  }
}
