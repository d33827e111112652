package org.shuyi.kiosk.journal;

import org.jspecify.annotations.Nullable;

/**
 * Durable storage cannot be relied on: nothing more is taken or given, and the host stops serving.
 * A failed flush is never tried again on the same file, since nobody knows what the disk kept.
 */
public final class JournalFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a caller can do about it. */
  public enum Why {
    /** The disk: it is tried again until it works. */
    STORAGE,
    /** Another program has the journal; this one must go. */
    TAKEN,
    /** A newer release or another station has written it: a person must decide. */
    NOT_OURS
  }

  private final Why why;

  public JournalFailed(Why why, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.why = why;
  }

  public JournalFailed(Why why, String message) {
    this(why, message, null);
  }

  public Why why() {
    return why;
  }
}
