package org.shuyi.kiosk.ui;

import java.util.List;

/** The bounded queues of the program; answers at once, from any thread. */
public interface Backlog {
  List<QueueLength> queues();

  /** One queue, such as {@code kernel} or {@code reader-2}. */
  record QueueLength(String name, int length, int limit) {}
}
