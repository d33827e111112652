package org.shuyi.kiosk.centre.wire;

/** A message that breaks a rule of asyncapi.yaml; expected from strangers, so without a stack. */
public final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  private final Why why;

  /** The kinds of refusal that are counted apart. */
  public enum Why {
    TOO_LARGE,
    MALFORMED
  }

  Malformed(Why why, String message) {
    super(message, null, false, false);
    this.why = why;
  }

  Malformed(String message) {
    this(Why.MALFORMED, message);
  }

  public Why why() {
    return why;
  }
}
