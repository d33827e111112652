package org.shuyi.kiosk.kernel.magnet;

/** What a magnetic unit does with a strip. */
public enum Way {
  /** No gate rings for it any more. */
  DESENSITISE("desensitise"),
  /** Gates ring for it again. */
  RESENSITISE("resensitise");

  private final String word;

  Way(String word) {
    this.word = word;
  }

  /** As configuration and records have it. */
  public String word() {
    return word;
  }
}
