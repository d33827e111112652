package org.shuyi.kiosk.ui;

/**
 * A request that is answered with an error: the status for programs, the word for pages, the detail
 * for people. It carries no stack, since it is an answer and no fault.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String word;

  Refusal(int status, String word, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.word = word;
  }

  int status() {
    return status;
  }

  Body body() {
    String detail = getMessage();
    return new Body(word, detail == null ? "" : detail);
  }

  /** The error as JSON. */
  record Body(String error, String detail) {}
}
