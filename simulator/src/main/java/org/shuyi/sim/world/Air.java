package org.shuyi.sim.world;

/** The air at a sensor, in sixteenths of a degree Celsius, as such sensors feel it. */
public final class Air {
  private int sixteenths;

  public Air(int sixteenths) {
    this.sixteenths = sixteenths;
  }

  public void becomes(int next) {
    sixteenths = next;
  }

  public int sixteenths() {
    return sixteenths;
  }
}
