package org.shuyi.kiosk.centre;

/** Why a message did not pass the gate; each is counted apart. */
public enum Refusal {
  TOO_LARGE("too large"),
  RETAINED("retained"),
  MALFORMED("malformed"),
  MISADDRESSED("misaddressed"),
  UNKNOWN_KEY("unknown key"),
  FORGED("wrong signature");

  private final String word;

  Refusal(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
