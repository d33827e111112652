package org.shuyi.provisioning;

/** Ends a word with a sentence for the person who gave it. */
final class Failed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exit;

  Failed(int exit, String message) {
    super(message, null, false, false);
    this.exit = exit;
  }

  int exit() {
    return exit;
  }
}
