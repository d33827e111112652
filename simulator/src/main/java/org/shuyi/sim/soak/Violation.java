package org.shuyi.sim.soak;

/** The world and the books disagree: a promise of QUALITY.md is broken. */
public final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;

  /** Which promise. */
  public enum Promise {
    DURABLE,
    CHAIN,
    ONCE_AT_THE_CENTRE,
    INTENT_FIRST,
    EVIDENCE,
    PRIVACY,
    AUTHORISED,
    RULES,
    ONE_PLACE,
    CREDIT,
    CLOCK,
    BOUNDED,
    WAITS_END,
    HEALS
  }

  private final Promise promise;

  Violation(Promise promise, String words) {
    super(promise + ": " + words);
    this.promise = promise;
  }

  public Promise promise() {
    return promise;
  }
}
