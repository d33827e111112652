package org.shuyi.kiosk.kernel.visit;

/**
 * The section of who is here.
 *
 * @param language of the present visit, or of the attract screen
 * @param begun how many visits this station has seen; the next one's number follows
 * @param asked how many times the centre was asked; the next question's id follows
 */
public record Visits(Visit now, String language, long begun, long asked) {
  public static Visits none(String language) {
    return new Visits(new Visit.Nobody(), language, 0, 0);
  }

  public Visits with(Visit next) {
    return new Visits(next, language, begun, asked);
  }

  public Visits speaking(String other) {
    return new Visits(now, other, begun, asked);
  }
}
