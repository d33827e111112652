package org.shuyi.sim.world;

/** The air at a sensor, as such sensors feel it. */
public final class Air {
  private int sixteenths;
  private int milliPercent = 40_000;

  /**
   * @param sixteenths of a degree Celsius
   */
  public Air(int sixteenths) {
    this.sixteenths = sixteenths;
  }

  public void becomes(int next) {
    sixteenths = next;
  }

  /**
   * The relative humidity becomes this.
   *
   * @param next thousandths of a per cent, 0 to 100,000
   */
  public void dampens(int next) {
    milliPercent = next;
  }

  public int sixteenths() {
    return sixteenths;
  }

  public int milliPercent() {
    return milliPercent;
  }
}
