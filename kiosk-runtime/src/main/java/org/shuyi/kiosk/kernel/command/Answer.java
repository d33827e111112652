package org.shuyi.kiosk.kernel.command;

/**
 * How a command stands.
 *
 * @param detail in plain words: what was done, or why not
 */
public record Answer(String command, Stage stage, String detail) {
  /** A command's life; the last four end it, and each command ends exactly once. */
  public enum Stage {
    ACCEPTED,
    RUNNING,
    DONE,
    FAILED,
    REFUSED,
    EXPIRED;

    public boolean ends() {
      return this != ACCEPTED && this != RUNNING;
    }
  }
}
