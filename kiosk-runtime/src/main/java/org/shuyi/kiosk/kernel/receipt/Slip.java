package org.shuyi.kiosk.kernel.receipt;

/**
 * A patron's receipt on paper, as the screen tells of it.
 *
 * @param visit whose receipt it is
 */
public record Slip(long visit, long job, Stage stage) {
  /** How far it has come. */
  public enum Stage {
    PRINTING,
    PRINTED,
    NO_PAPER,
    NOT_PRINTED
  }

  Slip in(Stage next) {
    return new Slip(visit, job, next);
  }
}
