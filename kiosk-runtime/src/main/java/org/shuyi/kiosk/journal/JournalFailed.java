package org.shuyi.kiosk.journal;

import org.jspecify.annotations.Nullable;

/**
 * Durable storage cannot be relied on: nothing more is taken or given, and the host stops serving.
 * A failed flush is never tried again on the same file, since nobody knows what the disk kept.
 */
public final class JournalFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalFailed(String message) {
    super(message);
  }

  public JournalFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
