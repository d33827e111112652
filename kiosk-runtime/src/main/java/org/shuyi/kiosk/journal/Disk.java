package org.shuyi.kiosk.journal;

import java.io.IOException;

/**
 * The disk under a journal, as far as a flush can fail: for journals in memory, whose disk a
 * simulation breaks, and for tests of this room. A journal in a file that a station opens has no
 * other disk than its own.
 */
public interface Disk {
  /** A disk that does what it is asked. */
  Disk SOUND =
      new Disk() {
        @Override
        public void beforeFlush() {}

        @Override
        public void afterFlush() {}
      };

  /**
   * @throws IOException where nothing of the transaction reaches the disk
   */
  void beforeFlush() throws IOException;

  /**
   * @throws IOException where the transaction is on the disk, and the disk says that it is not
   */
  void afterFlush() throws IOException;
}
