package org.shuyi.sim.station;

/** The mains are gone in the middle of something; nothing of this life may run on. */
final class PowerCut extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PowerCut() {
    super("power cut", null, false, false);
  }
}
