package org.shuyi.kiosk.kernel.figures;

/**
 * Service statistics since the journal began.
 *
 * @param visits persons who began a visit (流通人次), not touches or books
 * @param loans items lent (外借册次)
 * @param returns items returned
 */
public record Figures(long visits, long loans, long returns) {
  public static Figures none() {
    return new Figures(0, 0, 0);
  }
}
