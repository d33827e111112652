package org.shuyi.sim.world;

/** Where a mobile station is in truth, and whether its aerial sees the sky. */
public final class Whereabouts {
  private int latitude;
  private int longitude;
  private boolean sky = true;

  /** In millionths of a degree, north and east positive. */
  public Whereabouts(int latitude, int longitude) {
    this.latitude = latitude;
    this.longitude = longitude;
  }

  public void drive(int north, int east) {
    latitude = north;
    longitude = east;
  }

  /** It comes out under the sky, or goes into a hall. */
  public void sky(boolean seen) {
    sky = seen;
  }

  public int latitude() {
    return latitude;
  }

  public int longitude() {
    return longitude;
  }

  public boolean sky() {
    return sky;
  }
}
