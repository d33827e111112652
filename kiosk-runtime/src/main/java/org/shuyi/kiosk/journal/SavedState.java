package org.shuyi.kiosk.journal;

import org.shuyi.kiosk.kernel.Kiosk;

/** What the journal knows of the station under a given plan. */
public sealed interface SavedState {
  /** The station as last committed, or a fresh one; its outbox as the journal counts it. */
  record Loaded(Kiosk kiosk) implements SavedState {}

  /**
   * The plan does not fit what was saved, or a newer release has written it; a person must decide.
   */
  record Refused(String reason) implements SavedState {}
}
